package dev.coppice.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.terminal.ExitCode;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalInt;

/** Prints a task's log as it grows, attempt by attempt, until the task is at its end. */
final class LogFollowing {

    private final Service service;
    private final AttemptLog log;
    private final boolean isOneAttempt;
    private final PrintStream output;
    private final Pace pace = new Pace();
    private OptionalInt attempt;
    private GrowingText text;

    /** Of a certain attempt until this is over, or of the newest and those that follow. */
    LogFollowing(Service service, AttemptLog log, OptionalInt attempt, PrintStream output) {
        this.service = service;
        this.log = log;
        this.isOneAttempt = attempt.isPresent();
        this.attempt = attempt;
        this.output = output;
        this.text = new GrowingText(log.tail());
    }

    void toTheEnd() {
        boolean isOver;
        do {
            // Looked at before the log: what is over by then has printed everything.
            var task = service.json(log.task());
            isOver = isOver(task);
            printAttempts(task, isOver);
        } while (!isOver && pace.rest());
    }

    /** The attempts up to the newest; nothing comes any more of those before it. */
    private void printAttempts(JsonNode task, boolean isOver) {
        int newest =
                isOneAttempt ? attempt.orElseThrow() : task.path("attempts").size();
        if (newest == 0) {
            return;
        }
        for (int number = attempt.orElse(newest); number <= newest; number++) {
            if (attempt.isPresent() && attempt.getAsInt() != number) {
                text = new GrowingText(OptionalInt.empty());
            }
            attempt = OptionalInt.of(number);
            print(number < newest || isOver);
        }
    }

    private void print(boolean isComplete) {
        part(isComplete).or(() -> whole(isComplete)).map(log::shown).ifPresent(output::print);
        output.flush();
    }

    /** What is new, by its bytes alone; empty if there is nothing to go on from, or the log lost its middle meanwhile. */
    private Optional<String> part(boolean isComplete) {
        return text.next() == 0
                ? Optional.empty()
                : service.part(path(), text.next()).flatMap(news -> text.news(new GrowingText.Part(news), isComplete));
    }

    private Optional<String> whole(boolean isComplete) {
        return service.find(path()).map(all -> text.news(all, isComplete));
    }

    private String path() {
        return log.path(attempt, OptionalInt.empty());
    }

    private boolean isOver(JsonNode task) {
        var status = isOneAttempt
                ? task.path("attempts")
                        .valueStream()
                        .filter(each -> each.path("number").asInt() == attempt.orElseThrow())
                        .map(each -> each.path("status").asText())
                        .findFirst()
                : Optional.of(task.path("status").asText());
        return status.map(word -> switch (word) {
                    case "queued", "executing" -> false;
                    default -> true;
                })
                .orElseThrow(() -> new ClientRefusal(ExitCode.USAGE, "there is no attempt " + attempt.orElseThrow()));
    }
}
