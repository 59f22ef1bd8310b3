package dev.coppice.plan.checklist;

import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.Mark;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands beside an item's box, without ticks and the line through it. */
public record ItemTitle(String text, Mark mark) {

    private static final Pattern TICK = Pattern.compile("\\s*(?:✅|☑)\\uFE0F?\\s*");

    public static ItemTitle of(String raw, String box) {
        String text = raw.strip();
        Mark mark = Mark.ofBox(box);
        Matcher tick = TICK.matcher(text);
        if (tick.lookingAt()) {
            text = text.substring(tick.end());
            mark = mark.and(Mark.DONE);
        }
        if (text.endsWith("✅") || text.endsWith("✅\uFE0F")) {
            text = text.replaceFirst("✅\\uFE0F?$", "").strip();
            mark = mark.and(Mark.DONE);
        }
        return text.startsWith("~~")
                ? new ItemTitle(text.replace("~~", "").strip(), Mark.DROPPED)
                : new ItemTitle(text, mark);
    }

    public Head.Task head(String number, String box) {
        return new Head.Task(number, text, mark, box);
    }
}
