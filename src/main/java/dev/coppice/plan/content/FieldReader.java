package dev.coppice.plan.content;

import dev.coppice.plan.outline.Fence;
import dev.coppice.plan.outline.Heading;
import dev.coppice.plan.outline.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the fields in the lines of a task or of a group's head, and decides which list and which fence is whose. */
public final class FieldReader {

    private static final int LONGEST = 4_000;
    private static final String START = "(\\s*)([-*+]\\s+|[0-9]{1,9}[.)]\\s+)?(?:\\\\?\\[(.?)\\\\?]\\\\?\\*?\\s+)?";
    private static final Pattern COLON_INSIDE =
            Pattern.compile(START + "\\*\\*([^*]{1,80}?)\\s*[:：]\\s*\\*\\*\\s*(.*)");
    private static final Pattern COLON_OUTSIDE = Pattern.compile(START + "\\*\\*([^*]{1,80}?)\\*\\*\\s*[:：]\\s*(.*)");
    private static final Pattern WITHOUT_COLON =
            Pattern.compile(START + "\\*\\*([^*:：]{1,80}?)\\*\\*\\s*([(（][^()]*[)）])?\\s*");
    private static final List<Pattern> FORMS = List.of(COLON_INSIDE, COLON_OUTSIDE, WITHOUT_COLON);
    private static final Pattern ITEM = Pattern.compile("(\\s*)(?:[-*+]|[0-9]{1,9}[.)])\\s+(.*)");
    private static final Pattern RULE = Pattern.compile(" {0,3}(?:-{3,}|\\*{3,}|_{3,}) *");

    private final Outline outline;
    private final List<Field> fields = new ArrayList<>();
    private @Nullable OpenField open;

    private FieldReader(Outline outline) {
        this.outline = outline;
    }

    public static List<Field> read(Outline outline, int first, int last) {
        var reader = new FieldReader(outline);
        for (int line = first; line <= last; line++) {
            line = reader.readFrom(line, last);
        }
        reader.close();
        return reader.fields;
    }

    /** Reads a line, or the fence that starts there, and returns the last line that was read. */
    private int readFrom(int line, int last) {
        switch (outline.place(line)) {
            case OPEN, LIST -> readText(line, outline.source().line(line));
            case FENCE -> {
                Optional<Fence> fence = outline.fenceAround(line);
                if (open != null && fence.isPresent()) {
                    open.take(fence.get());
                }
                return Math.min(last, fence.map(Fence::lastLine).orElse(line));
            }
            case QUOTE -> close();
            case INDENTED_CODE, HTML, COMMENT, FRONT_MATTER -> {}
        }
        return line;
    }

    private void readText(int line, String text) {
        if (text.length() > LONGEST) {
            close();
        } else if (text.isBlank()) {
            if (open != null && !open.takeBlank()) {
                close();
            }
        } else if (!startField(line, text) && open != null && !continuesField(line, text, open)) {
            close();
        }
    }

    private boolean startField(int line, String text) {
        Optional<Heading> heading = outline.headingAt(line);
        if (heading.isPresent()) {
            close();
            String label = heading.get().text().replaceFirst("\\s*[:：]$", "");
            if (FieldKind.of(label) != FieldKind.OTHER) {
                open = OpenField.ofHeading(label, line);
            }
            return true;
        }
        for (Pattern form : text.contains("**") ? FORMS : List.<Pattern>of()) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches() && (form != WITHOUT_COLON || FieldKind.of(matcher.group(4)) != FieldKind.OTHER)) {
                close();
                open = OpenField.of(matcher, line);
                return true;
            }
        }
        return false;
    }

    private boolean continuesField(int line, String text, OpenField field) {
        if (startsPlainly(text)) {
            return field.takeText(line, text);
        }
        if (RULE.matcher(text).matches()) {
            return false;
        }
        Matcher item = ITEM.matcher(text);
        return item.matches()
                ? field.takeItem(line, item.group(1).length(), item.group(2))
                : field.takeText(line, text);
    }

    /** Prose, which is neither an entry of a list nor a rule. */
    private static boolean startsPlainly(String text) {
        return Character.isLetter(text.charAt(0));
    }

    private void close() {
        if (open != null) {
            fields.add(open.close());
            open = null;
        }
    }
}
