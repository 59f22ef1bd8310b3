package dev.coppice.cli.client;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The commands that start plans and show what comes of them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class ClientCommandsTest extends AWorkingService {

    @Test
    void aPlanThatSucceedsIsWatchedToItsEnd() throws Exception {
        var ran = run(new SubmitCommand(), plan(GOOD), "--wait");

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.line()).matches("exec_[0-9a-f]+");
        assertThat(ran.messages())
                .contains("1.1  completed ")
                .contains("completed: 1 of 1 tasks completed")
                .contains("the result is on the branch coppice/" + ran.line() + "/result");
    }

    @Test
    void aReportThatCannotBeKeptIsNoSuccess() throws Exception {
        var occupied = Files.writeString(folder.resolve("file"), "no folder");
        var good = submitted(GOOD);
        var bad = submitted(BAD);

        var unkept = run(
                new WatchCommand(),
                good,
                "--junit",
                occupied.resolve("report.xml").toString());
        var failed = run(
                new WatchCommand(),
                bad,
                "--summary",
                occupied.resolve("report.md").toString());

        assertThat(unkept.exitCode()).isEqualTo(3);
        assertThat(unkept.messages()).contains("coppice: cannot write the report: ");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.messages()).contains("coppice: cannot write the report: ");
    }

    @Test
    void aPlanThatFailsEndsWithOneAndSaysWhyInEveryForm() throws Exception {
        var junit = folder.resolve("reports/coppice.xml");
        var summary = folder.resolve("reports/summary.md");

        var ran = run(
                new SubmitCommand(),
                plan(BAD),
                "--wait",
                "--json",
                "--junit",
                junit.toString(),
                "--summary",
                summary.toString());

        var execution =
                new ObjectMapper().readTree(ran.output()).path("execution_id").asText();
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.line()).isEqualTo(api(execution, "/report"));
        assertThat(ran.messages())
                .contains("1.2  failed: check_failed  Bad")
                .contains("task 1.2 failed: test -f whole.txt")
                .contains("to try again what failed: coppice retry " + execution + " --server http://localhost:");
        assertThat(Files.readString(junit))
                .isEqualTo(api(execution, "/report.xml"))
                .contains("<failure");
        assertThat(Files.readString(summary))
                .isEqualTo(api(execution, "/report.md"))
                .contains("❌ Coppice: failed");
    }

    @Test
    void theLatestExecutionIsListedFirstAndShownAsItStands() throws Exception {
        var execution = submitted(BAD);
        var watched = run(new WatchCommand(), "latest");

        var listed = run(new ListCommand(), "--limit", "1");
        var status = run(new StatusCommand(), "latest");

        assertThat(watched.exitCode()).isEqualTo(1);
        assertThat(watched.output()).isEmpty();
        assertThat(listed.line()).startsWith(execution + "\tfailed\t").contains("\tsample.md\t");
        assertThat(status.output()).startsWith(execution + " failed: 1 of 2 tasks completed, 1 failed, ");
        assertThat(status.output()).contains("1.2\tfailed: check_failed\t1\t\t\tBad\n");
        assertThat(run(new StatusCommand(), execution, "--json").line()).isEqualTo(api(execution, "/status"));
        assertThat(run(new ListCommand(), "--limit", "1", "--json").line())
                .isEqualTo(get("/api/v1/autonomous?limit=1").asString());
    }

    @Test
    void theRepositoriesThatPlansMayBeStartedInAreListed() throws Exception {
        var listed = run(new RepositoriesCommand());

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.line()).startsWith(get("/api/v1/repositories").path("repositories[0].name") + "\t");
        assertThat(run(new RepositoriesCommand(), "--json").line())
                .isEqualTo(get("/api/v1/repositories").asString());
    }

    @Test
    void aLogIsPrintedAndFollowedToItsEnd() throws Exception {
        var execution = submitted(GOOD);

        var followed = run(new LogsCommand(), execution, "1.1", "-f");

        assertThat(followed.exitCode()).as(followed.messages()).isZero();
        assertThat(followed.output()).contains("printed by the agent").isEqualTo(api(execution, "/tasks/1.1/log"));
        assertThat(run(new LogsCommand(), execution, "1.1", "--attempt", "1").output())
                .isEqualTo(followed.output());
        assertThat(run(new LogsCommand(), execution, "1.1", "--tail", "1").output())
                .hasLineCount(1);
        assertThat(run(new LogsCommand(), execution, "1.1", "--attempt", "7").exitCode())
                .isEqualTo(2);
        assertThat(run(new LogsCommand(), execution, "9.9").messages()).contains("there is no task '9.9'");
    }

    @Test
    void theOptionsOfAStartReachTheService() throws Exception {
        var submitted = run(
                new SubmitCommand(),
                plan(ENDLESS + "## Batch 2: More\n### Task 2.1: More\n"),
                "--start-batch=1",
                "--end-batch=1",
                "--mode=worktree",
                "--agent=shell",
                "--max-concurrent=1",
                "--base=HEAD",
                "--auto-merge",
                "--task-timeout=2m",
                "--repair-rounds=1",
                "--retries=1",
                "--deadline=1h",
                "--priority=7",
                "--require-approval=1.1,batch:1",
                "--budget=5",
                "--batch-budget=4",
                "--task-budget=3",
                "--attempt-budget=2",
                "--budget-hard-stop");

        assertThat(submitted.exitCode()).as(submitted.messages()).isZero();
        var status = get("/api/v1/autonomous/" + submitted.line() + "/status").jsonPath();
        assertThat(status.getInt("total_batches")).isEqualTo(1);
        assertThat(status.getInt("priority")).isEqualTo(7);
        assertThat(status.getBoolean("auto_merge")).isTrue();
        assertThat(status.getString("awaiting_approval[0].task")).isEqualTo("1.1");
        assertThat(status.getInt("task_budget_usd")).isEqualTo(3);
        assertThat(status.getBoolean("budget_hard_stop")).isTrue();
        assertThat(status.getString("deadline_at")).isNotNull();
        assertThat(status.getString("plan")).isEqualTo("sample.md");
        // What is completed would be merged into the repository that other tests share.
        assertThat(run(new CancelCommand(), submitted.line()).exitCode()).isZero();
    }

    @Test
    void whatCannotBeStartedIsRefusedWithTheReasons() throws Exception {
        var bad = run(new SubmitCommand(), plan(GOOD + "**Depends on:** 7.7\n"));
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.output()).isEmpty();
        assertThat(bad.messages())
                .contains("error unknown-dependency: there is no task 7.7")
                .contains("the plan cannot be run as it is written");

        assertThat(run(new SubmitCommand(), folder.resolve("none.md").toString())
                        .messages())
                .startsWith("coppice: there is no plan ");
        assertThat(run(new SubmitCommand(), "no/such.md", "--path").messages()).contains("refuses: ");
        assertThat(run(new SubmitCommand(), plan(GOOD), "--isolation", "host").messages())
                .contains("isolation");
        assertThat(run(new SubmitCommand(), plan(GOOD), "--escalate", "shell").exitCode())
                .isEqualTo(2);
    }

    @Test
    void whatThereIsNotIsSaidInOneLine() throws Exception {
        assertThat(run(new StatusCommand(), "exec_00000000").exitCode()).isEqualTo(2);
        assertThat(run(new StatusCommand(), "exec_00000000").messages())
                .hasLineCount(1)
                .contains("there is no execution 'exec_00000000'");
        assertThat(run(new StatusCommand(), "x\n::error::y\u001b[2J").messages())
                .hasLineCount(1)
                .contains("'x; ::error::y' is no execution");
        assertThat(run(new StatusCommand(), "../agents").messages()).contains("'../agents' is no execution");
        var token = Files.writeString(folder.resolve("token"), "a-wrong-one");
        assertThat(run(new ListCommand(), "--token-file", token.toString()).messages())
                .contains("does not let this caller in");
    }
}
