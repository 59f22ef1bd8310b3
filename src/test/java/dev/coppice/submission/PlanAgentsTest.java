package dev.coppice.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.Severity;
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
                .staffing(new Staffing(allowed, Optional.empty()))
                .submitTo(submission);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "**Agent:** nobody | no agent named 'nobody'; there are: claude | 12",
                "**Agent:** shell | a plan may not name the agent 'shell' here, only: command, fast | 12",
                "- **agent**: `shell` | a plan may not name the agent 'shell' here, only: command, fast | 15",
            })
    void whatAPlanCannotHaveIsRefusedWhereItStandsAndLeavesNothingBehind(String fields, String message, int column) {
        var allowed =
                fields.contains("nobody") ? Optional.<Set<String>>empty() : Optional.of(Set.of("command", "fast"));

        var refused = submit(fields, allowed.map(TreeSet::new));

        assertThat(refused).isInstanceOfSatisfying(Submitted.BadPlan.class, bad -> {
            assertThat(bad.diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.message()).startsWith("task 1.1: ").contains(message);
                assertThat(diagnostic.line()).isEqualTo(7);
                assertThat(diagnostic.column()).isEqualTo(column);
            });
        });
        assertThat(user.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    @Test
    void theShellAsksNoModel() {
        assertThat(submit("**Agent:** shell;**Model:** opus", Optional.empty()))
                .isInstanceOfSatisfying(
                        Submitted.BadPlan.class,
                        bad -> assertThat(bad.diagnostics())
                                .containsExactly(new Diagnostic(
                                        Severity.ERROR,
                                        "unusable-agent",
                                        8,
                                        12,
                                        "task 1.1: the agent shell asks no model")));
    }

    @Test
    void whatABatchAsksForIsToldByTheLineOfItsTask() {
        var refused = TestRequest.in(user.directory(), new HomeId(own.id()))
                .plan("## Batch 1: One\n\n**Agent:** nobody\n\n### Task 1.1: Only\n")
                .submitTo(submission);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Submitted.BadPlan.class,
                        bad -> assertThat(bad.diagnostics())
                                .singleElement()
                                .satisfies(diagnostic ->
                                        assertThat(diagnostic.line()).isEqualTo(5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "shell,nobody | no agent named 'nobody'",
                "shell,command | a retry cannot have a command for its agent",
                "shell,shell | 'shell' is named twice",
            })
    void anEscalationToSomebodyWhoCannotBeIsRefused(String names, String reason) {
        var refused = TestRequest.in(user.directory(), new HomeId(own.id()))
                .staffing(new Staffing(Optional.empty(), Optional.of(List.of(names.split(",")))))
                .submitTo(submission);

        assertThat(refused).isInstanceOfSatisfying(Submitted.BadRequest.class, bad -> {
            assertThat(bad.field()).isEqualTo("escalation");
            assertThat(bad.reason()).startsWith(reason);
        });
    }

    @Test
    void theLadderThatIsAskedForIsThatOfTheTasks() throws SQLException {
        var queued = TestRequest.in(user.directory(), new HomeId(own.id()))
                .staffing(new Staffing(Optional.empty(), Optional.of(List.of("shell"))))
                .submitTo(submission);

        assertThat(column("escalation", queued)).isEqualTo("{shell}");
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

        assertThat(column("agent", queued)).isEqualTo("shell");
    }

    private String column(String column, Submitted queued) throws SQLException {
        assertThat(queued).isInstanceOf(Submitted.Queued.class);
        var execution = ((Submitted.Queued) queued).execution();
        try (var connection = database.getConnection();
                var found = connection
                        .createStatement()
                        .executeQuery("select " + column + " from task where execution_id = '" + execution + "'")) {
            found.next();
            return found.getString(1);
        }
    }
}
