package dev.coppice.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.queue.Subjects;
import dev.coppice.queue.listing.Tally;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Writes messages as Standard Webhooks has them. */
final class StandardBody {

    private StandardBody() {}

    /** @param folder of this process's data, whose path is nobody else's business, like that of a repository */
    static String of(Happening happening, Path folder) {
        return envelope(happening.type(), happening.logged().event().at(), data(happening, folder));
    }

    static String ofTest(String webhook, Instant at) {
        return envelope(
                EventType.TEST, at, JsonNodeFactory.instance.objectNode().put("webhook", webhook));
    }

    private static String envelope(String type, Instant at, ObjectNode data) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("type", type).put("timestamp", at.toString()).set("data", data);
        return body.toString();
    }

    private static ObjectNode data(Happening happening, Path folder) {
        var event = happening.logged().event();
        var data = JsonNodeFactory.instance.objectNode();
        data.put("event_id", event.position().toString())
                .put("execution_id", event.execution().value())
                .put("plan", happening.subject().map(Subjects.Subject::plan).orElse(null))
                .put("repository", happening.repository().orElse(null));
        if (event.task().isPresent()) {
            data.put("task", happening.logged().task().map(TaskNumber::text).orElse(null))
                    .put("title", happening.title().orElse(null));
        }
        happening.logged().batch().ifPresent(batch -> data.put("batch", batch));
        event.attempt().ifPresent(attempt -> data.put("attempt", attempt));
        happening.tally().ifPresent(tally -> count(tally, happening, data));
        data.set("detail", happening.detail().told(text -> covered(text, happening.subject(), folder)));
        return data;
    }

    private static void count(Tally tally, Happening happening, ObjectNode data) {
        data.put(
                "status", happening.subject().map(known -> known.state().word()).orElse(null));
        data.putObject("tasks")
                .put("total", tally.total())
                .put("completed", tally.completed())
                .put("failed", tally.failed())
                .put("skipped", tally.skipped())
                .put("cancelled", tally.cancelled());
        data.put("cost_usd", tally.costUsd().orElse(null)).put("cost_is_estimate", tally.isEstimate());
    }

    private static String covered(String text, Optional<Subjects.Subject> subject, Path folder) {
        var covered = text.replace(folder.toString(), "(data folder)");
        return subject.map(Subjects.Subject::repository)
                .map(path -> covered.replace(path.toString(), String.valueOf(path.getFileName())))
                .orElse(covered);
    }
}
