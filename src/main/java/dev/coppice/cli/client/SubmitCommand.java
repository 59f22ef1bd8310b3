package dev.coppice.cli.client;

import dev.coppice.cli.options.PlanOptions;
import dev.coppice.cli.options.SchedulingOptions;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.task.ExecutionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coppice submit}: gives a plan to a service, and waits for its end if that is wanted. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Gives a plan to a service and prints the execution's id; with --wait, follows it to its end.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the plan is queued; with --wait: every task is completed",
            "1:with --wait: a task failed, or the execution was cancelled",
            "2:bad plan or usage, or the service refuses",
            "3:no service answers; with --wait: paused, or completed and not pushed, or no pull request opened, as was asked for",
            "4:with --wait: what is left waits for approval, and the run that it was begun by has ended",
            "130:interrupted; the execution goes on"
        })
public final class SubmitCommand extends ClientCommand {

    @Mixin
    PlanArgument plan = new PlanArgument();

    @Mixin
    PlanOptions reading = new PlanOptions();

    @Mixin
    StartOptions start = new StartOptions();

    @Mixin
    SchedulingOptions scheduling = new SchedulingOptions();

    @Mixin
    OperatorOptions operator = new OperatorOptions();

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "A second submission with the same key starts nothing and gives the first one's execution.")
    @Nullable
    String idempotencyKey;

    @Option(names = "--wait", description = "Follow the execution to its end, as coppice watch does.")
    boolean waits;

    @Mixin
    WatchOptions watchOptions = new WatchOptions();

    @Option(names = "--json", description = "Print what the API answers; with --wait, the report at the end.")
    boolean json;

    @Override
    int run(Service service) {
        scheduling.objection().or(start::objection).ifPresent(reason -> {
            throw new ClientRefusal(ExitCode.USAGE, reason);
        });
        if (watchOptions.patience != null) {
            // What only asks can be tried again; the submission itself is sent once.
            service.waitFor(watchOptions.patience);
            service.get("/api/v1/autonomous?limit=1", Map.of());
        }
        var started = service.post(
                Service.EXECUTIONS + "start",
                body(),
                Optional.ofNullable(idempotencyKey)
                        .map(key -> Map.of("Idempotency-Key", key))
                        .orElse(Map.of()));
        return waits ? follow(service, started) : show(started);
    }

    private int show(Answer.Fine started) {
        if (json) {
            printJson(started.text());
        } else {
            output.println(id(started));
        }
        return ExitCode.OK;
    }

    private int follow(Service service, Answer.Fine started) {
        var id = id(started);
        if (!json) {
            output.println(id);
            output.flush();
        }
        messages.println("coppice: watching " + id + "; Ctrl-C leaves it running");
        var watched = new Watch(service, watchOptions, options.again(), messages, System.getenv()).watch(id);
        if (json) {
            printJson(watched.report());
        }
        return watched.exitCode();
    }

    private static String id(Answer.Fine started) {
        try {
            return new ExecutionId(started.json().path("execution_id").asText()).value();
        } catch (IllegalArgumentException e) {
            throw new ClientRefusal(
                    ExitCode.INFRASTRUCTURE, "what answers there is no Coppice: it gave no execution's id");
        }
    }

    private Map<String, Object> body() {
        var body = new HashMap<String, Object>();
        plan.writeTo(body);
        reading.writeTo(body, plan.pathInRepository());
        start.writeTo(body);
        operator.writeTo(body);
        scheduling.scheduling().writeTo(body);
        return body;
    }
}
