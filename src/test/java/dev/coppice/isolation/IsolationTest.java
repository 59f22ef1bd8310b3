package dev.coppice.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsolationTest {

    @ParameterizedTest
    @CsvSource({
        "worktree, kubernetes, kubernetes",
        "worktree, sandbox, worktree",
        "worktree, '', worktree",
        "kubernetes, host, kubernetes",
        "local, kubernetes, local",
        "container, kubernetes, container"
    })
    void anIsolationThatIsAModeMeansThatMode(String mode, String isolation, String meant) {
        assertThat(Isolation.mode(mode, isolation)).isEqualTo(meant);
    }

    @Test
    void everyWordIsReadAsItIsWritten() {
        assertThat(Isolation.words()).isEqualTo("auto, host, sandbox, kubernetes");
        assertThat(Isolation.named("kubernetes")).contains(Isolation.KUBERNETES);
        assertThat(Isolation.named("Kubernetes")).isEmpty();
    }
}
