package dev.coppice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TestQueue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which events become messages, what these say, and that each is written once. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class DispatchTest {

    private static final AttemptEnd COMPLETED = new AttemptEnd.CompletedUnchanged();

    private final Receiver receiver = new Receiver();

    @Inject
    MadeWebhook made;

    @Inject
    Dispatcher dispatcher;

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    @AfterEach
    void close() {
        receiver.close();
    }

    private void dispatch(MadeWebhook.Made webhook) {
        dispatcher.dispatch(made.known(webhook));
    }

    private List<Receiver.Got> told(MadeWebhook.Made webhook, TestQueue.Running running) throws Exception {
        dispatch(webhook);
        made.sendDue(webhook);
        return receiver.got().stream()
                .filter(got -> got.body().contains(running.id().value()))
                .toList();
    }

    private TestQueue.Running submit(String repository) {
        return queue.submit(TestQueue.newExecution(
                PlanDraft.of(PlanDraft.task("1.1"), PlanDraft.task("1.2", "1.1")),
                TestQueue.home(),
                Path.of(repository)));
    }

    private void end(TestQueue.Running running, AttemptEnd end) {
        attempts.end(queue.claimOne(running), end);
    }

    @Test
    void anExecutionIsToldFromItsBeginningToItsEndAndEachMessageIsSigned() throws Exception {
        var webhook = made.make(receiver);
        var running = submit("/home/somebody/weather");
        end(running, COMPLETED);
        end(running, COMPLETED);

        var told = told(webhook, running);

        assertThat(told)
                .extracting(Receiver.Got::type)
                .containsExactly(
                        "execution.queued",
                        "execution.started",
                        "task.completed",
                        "task.completed",
                        "execution.completed");
        assertThat(told).allMatch(got -> got.isSignedBy(webhook.secret()));
        assertThat(told).extracting(Receiver.Got::id).doesNotHaveDuplicates().allMatch(id -> id.startsWith("msg_"));
        var data = told.getLast().json().path("data");
        assertThat(data.path("execution_id").asText()).isEqualTo(running.id().value());
        assertThat(data.path("plan").asText()).isEqualTo("plan.md");
        assertThat(data.path("repository").asText()).isEqualTo("weather");
        assertThat(data.path("status").asText()).isEqualTo("completed");
        assertThat(data.at("/tasks/completed").asInt()).isEqualTo(2);
        assertThat(data.at("/tasks/total").asInt()).isEqualTo(2);
        assertThat(told.get(2).json().at("/data/task").asText()).isEqualTo("1.1");
        assertThat(told.get(2).json().at("/data/title").asText()).isNotEmpty();
        assertThat(told.get(2).json().at("/data/attempt").asInt()).isEqualTo(1);
        assertThat(Instant.parse(told.getFirst().json().path("timestamp").asText()))
                .isNotNull();
    }

    @Test
    void whatWasToldIsNotToldAgain() throws Exception {
        var webhook = made.make(receiver);
        var running = submit("/home/somebody/weather");
        var first = told(webhook, running);

        var second = told(webhook, running);

        assertThat(first).isNotEmpty();
        assertThat(second).hasSameSizeAs(first);
    }

    @Test
    void whatWasBeforeItWasMadeIsNotTold() throws Exception {
        var running = submit("/home/somebody/weather");
        var webhook = made.make(receiver);

        assertThat(told(webhook, running)).isEmpty();
    }

    @Test
    void failuresRetriesPausesAndWhatIsSkippedHaveNamesOfTheirOwn() throws Exception {
        var webhook = made.make(receiver);
        var running = submit("/home/somebody/weather");
        end(running, new AttemptEnd.Failed("check_failed", "in /home/somebody/weather/src: no", false));
        steering.retry(running.id());
        steering.pause(running.id(), "asked");
        steering.resume(running.id());
        steering.cancel(running.id());

        var told = told(webhook, running);

        assertThat(told)
                .extracting(Receiver.Got::type)
                .contains(
                        "task.failed",
                        "task.skipped",
                        "execution.failed",
                        "task.retried",
                        "execution.retried",
                        "execution.paused",
                        "execution.resumed",
                        "task.cancelled",
                        "execution.cancelled")
                .doesNotContain("task.queued", "task.started", "task.running");
        var failed = told.stream()
                .filter(got -> got.type().equals("task.failed"))
                .findFirst()
                .orElseThrow()
                .json();
        assertThat(failed.at("/data/detail/reason").asText()).isEqualTo("check_failed");
        assertThat(failed.at("/data/detail/message").asText()).isEqualTo("in weather/src: no");
    }

    @Test
    void anEventThatNobodyKnowsYetIsToldByTheSameRule() throws Exception {
        var webhook = made.make(receiver);
        var running = submit("/home/somebody/weather");
        made.change("insert into task_event (execution_id, what, detail) values ('" + running.id()
                + "', 'approval_requested', '{\"by\": \"plan\"}')");

        assertThat(told(webhook, running)).anySatisfy(got -> {
            assertThat(got.type()).isEqualTo("approval.requested");
            assertThat(got.json().at("/data/detail/by").asText()).isEqualTo("plan");
        });
    }

    @Test
    void onlyWhatIsSubscribedIsTold() throws Exception {
        var webhook = made.make(
                receiver.url(),
                Format.STANDARD,
                Optional.of(List.of("task.started", "batch.*")),
                Optional.of(List.of("weather")));
        var ours = submit("/home/somebody/weather");
        var theirs = submit("/home/somebody/climate");
        end(ours, COMPLETED);
        end(ours, COMPLETED);
        end(theirs, COMPLETED);

        assertThat(told(webhook, ours))
                .extracting(Receiver.Got::type)
                .containsExactly("task.started", "batch.started", "task.started", "batch.completed");
        assertThat(told(webhook, theirs)).isEmpty();
    }

    @Test
    void whatIsOlderThanAnyMessageGetsIsNoNews() throws Exception {
        var webhook = made.make(receiver);
        var running = submit("/home/somebody/weather");
        made.change("update task_event set at = at - interval '10 days' where execution_id = '" + running.id() + "'");

        assertThat(told(webhook, running)).isEmpty();
    }

    /** Each reads the same pages, and only one of them may write. */
    @Test
    void howeverManyProcessesReadOnEachEventBecomesOneMessage() throws Exception {
        var webhook = made.make(receiver.url(), Format.STANDARD, Optional.of(List.of("*")), Optional.empty());
        var running = submit("/home/somebody/weather");
        int events = 3_000;

        try (var threads = Executors.newFixedThreadPool(5)) {
            var writer = threads.submit(() -> IntStream.range(0, events / 100)
                    .forEach(_ -> made.change("insert into task_event (execution_id, what) select '" + running.id()
                            + "', 'execution_noted' from generate_series(1, 100)")));
            Callable<Void> process = () -> {
                while (!writer.isDone()) {
                    dispatch(webhook);
                }
                dispatch(webhook);
                return null;
            };
            for (var done : threads.invokeAll(List.of(process, process, process, process))) {
                done.get();
            }
        }

        assertThat(queue.value("select count(*) || ' of ' || count(distinct event_id) from webhook_delivery"
                        + " where type = 'execution.noted' and execution_id = '" + running.id() + "'"))
                .isEqualTo(events + " of " + events);
    }

    @Test
    void aLineForPeopleIsTextOnlyAndTheUsualOnesAreFew() throws Exception {
        var webhook = made.make(receiver.url(), Format.SLACK, Optional.empty(), Optional.empty());
        var running = submit("/home/somebody/<!channel> & co");
        end(running, new AttemptEnd.Failed("check_failed", "no", false));

        var told = told(webhook, running);

        assertThat(webhook.secret()).isEmpty();
        assertThat(told).hasSize(2).allSatisfy(got -> {
            assertThat(got.headers()).doesNotContainKey("webhook-signature");
            assertThat(got.json().size()).isEqualTo(1);
            assertThat(got.json().path("text").asText())
                    .contains("plan.md in &lt;!channel&gt; &amp; co")
                    .doesNotContain("<", "\n");
        });
        assertThat(told.getFirst().json().path("text").asText())
                .startsWith("*task failed*: task 1.1")
                .contains("check_failed");
        assertThat(told.getLast().json().path("text").asText())
                .startsWith("*execution failed*: plan.md")
                .contains(
                        "0 of 2 tasks completed, 1 failed, 1 skipped",
                        running.id().value());
    }
}
