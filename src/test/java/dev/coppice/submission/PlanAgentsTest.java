package dev.coppice.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.task.HomeId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which agents and models a plan may ask for. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PlanAgentsTest {

    @TempDir
    Path folder;

    @Inject
    Submission submission;

    @Inject
    OwnFolder own;

    @Inject
    AgroalDataSource database;

    private TestRepository user;

    @BeforeEach
    void prepare() {
        user = TestRepository.create(folder.resolve("user"));
    }

    private static String plan(String fields) {
        return "## Batch 1: One\n\n### Task 1.1: Only\n\nDo it.\n\n" + fields.replace(';', '\n') + "\n";
    }

    private Submitted submit(String fields, Optional<Set<String>> allowed) {
        return TestRequest.in(user.directory(), new HomeId(own.id()))
                .settings(new ExecutionSettings("command", List.of("true"), "host", Duration.ofMinutes(5), 2))
                .plan(plan(fields))
                .planAgents(allowed)
                .submitTo(submission);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "**Agent:** nobody | no agent named 'nobody'; there are: claude",
                "**Agent:** shell | a plan may not name the agent 'shell' here, only: command, fast",
                "**Model:** -rf | '-rf' is no name of a model",
                "**Model:** a b | 'a b' is no name of a model",
            })
    void whatAPlanCannotHaveIsRefusedWithItsLineAndLeavesNothingBehind(String fields, String message) {
        var allowed =
                fields.contains("nobody") ? Optional.<Set<String>>empty() : Optional.of(Set.of("command", "fast"));

        var refused = submit(fields, allowed.map(TreeSet::new));

        assertThat(refused).isInstanceOfSatisfying(Submitted.BadPlan.class, bad -> {
            assertThat(bad.diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.message()).startsWith("task 1.1: ").contains(message);
                assertThat(diagnostic.line()).isEqualTo(3);
            });
        });
        assertThat(user.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    @Test
    void theShellAsksNoModel() {
        assertThat(submit("**Agent:** shell;**Model:** opus", Optional.empty())).isInstanceOf(Submitted.BadPlan.class);
    }

    @Test
    void aPlanCannotMakeACommandItsAgent() {
        var refused = TestRequest.in(user.directory(), new HomeId(own.id()))
                .plan(plan("**Agent:** command"))
                .submitTo(submission);

        assertThat(refused.toString()).contains("a plan cannot choose a command to be its agent");
    }

    @Test
    void aTaskIsQueuedForTheAgentThatItNames() throws SQLException {
        var queued = submit("**Agent:** `shell`", Optional.of(Set.of("command", "shell")));

        assertThat(queued).isInstanceOf(Submitted.Queued.class);
        var execution = ((Submitted.Queued) queued).execution();
        try (var connection = database.getConnection();
                var found = connection
                        .createStatement()
                        .executeQuery("select agent from task where execution_id = '" + execution + "'")) {
            found.next();
            assertThat(found.getString(1)).isEqualTo("shell");
        }
    }
}
