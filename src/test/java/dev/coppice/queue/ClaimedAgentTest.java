package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.task.ExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimedAgentTest {

    @Test
    void tasksInImagesAreClaimedUnderNamesOfTheirOwn() {
        assertThat(ClaimedAgent.name("claude", ExecutionMode.WORKTREE)).isEqualTo("claude");
        assertThat(ClaimedAgent.name("claude", ExecutionMode.LOCAL)).isEqualTo("claude");
        assertThat(ClaimedAgent.name("claude", ExecutionMode.CONTAINER)).isEqualTo("claude@container");
        assertThat(ClaimedAgent.name("claude", ExecutionMode.DAGGER)).isEqualTo("claude@dagger");
        assertThat(ClaimedAgent.name("claude", ExecutionMode.KUBERNETES)).isEqualTo("claude@kubernetes");
    }

    @ParameterizedTest
    @EnumSource
    void theAgentIsInTheName(ExecutionMode mode) {
        assertThat(ClaimedAgent.agentOf(ClaimedAgent.name("a-profile-2", mode))).isEqualTo("a-profile-2");
    }
}
