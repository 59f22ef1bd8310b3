package dev.coppice.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coppice.queue.listing.Tally;
import dev.coppice.task.TaskNumber;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes messages as one line for people. What plans and agents have said stays text: no mention and no link can be made with it. */
final class SlackBody {

    private static final int LONGEST = 200;

    private SlackBody() {}

    static String of(Happening happening) {
        var execution = happening.logged().event().execution().value();
        var where = happening
                .subject()
                .map(known -> text(known.plan()) + " in "
                        + text(happening.repository().orElse("")))
                .orElse("an execution that is deleted");
        var what = task(happening).map(task -> task + " of " + where).orElse(where);
        return body("*" + text(happening.type().replaceAll("[._]", " ")) + "*: " + what + " ("
                + String.join(", ", facts(happening, execution)) + ")");
    }

    static String ofTest(String webhook) {
        return body("*webhook test*: messages of " + text(webhook) + " come here");
    }

    private static Optional<String> task(Happening happening) {
        return happening
                .logged()
                .task()
                .map(TaskNumber::text)
                .map(number -> "task " + text(number)
                        + happening.title().map(title -> " " + text(title)).orElse(""));
    }

    private static List<String> facts(Happening happening, String execution) {
        var facts = new ArrayList<String>();
        happening.detail().text("reason").map(SlackBody::text).ifPresent(facts::add);
        happening.tally().ifPresent(tally -> count(tally, facts));
        facts.add(execution);
        return facts;
    }

    private static void count(Tally tally, List<String> facts) {
        facts.add(tally.completed() + " of " + tally.total() + " tasks completed");
        if (tally.failed() > 0) {
            facts.add(tally.failed() + " failed");
        }
        if (tally.skipped() > 0) {
            facts.add(tally.skipped() + " skipped");
        }
        if (tally.cancelled() > 0) {
            facts.add(tally.cancelled() + " cancelled");
        }
        tally.costUsd()
                .ifPresent(cost -> facts.add(cost.setScale(2, RoundingMode.HALF_UP)
                                .toPlainString() + " US dollars" + (tally.isEstimate() ? " (estimated)" : "")));
    }

    private static String body(String line) {
        return JsonNodeFactory.instance.objectNode().put("text", line).toString();
    }

    /** As Slack asks for it: three signs have a meaning that cannot be switched off otherwise. */
    private static String text(String any) {
        var line = any.replaceAll("\\p{Cntrl}+", " ").strip();
        var shortened = line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "...";
        return shortened.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
