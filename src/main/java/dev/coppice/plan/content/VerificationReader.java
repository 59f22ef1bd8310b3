package dev.coppice.plan.content;

import dev.coppice.plan.Verification;
import dev.coppice.plan.outline.Fence;
import dev.coppice.plan.text.CodeSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells the commands of a task's verification from its prose, and never takes prose for a command. */
public final class VerificationReader {

    private static final Pattern NONE = Pattern.compile("(?i)(?:none|n/a|-)(?:\\W.*)?", Pattern.DOTALL);
    private static final Pattern BEFORE = Pattern.compile("(?i)\\s*(?:(?:run|\\*\\*run\\*\\*)\\s*:?\\s*)?");
    private static final Pattern AFTER = Pattern.compile("\\s*(?:[(（].*[)）])?\\s*[.。]?\\s*", Pattern.DOTALL);

    private final boolean bareCommands;
    private final List<String> commands = new ArrayList<>();
    private final List<String> criteria = new ArrayList<>();

    private VerificationReader(boolean bareCommands) {
        this.bareCommands = bareCommands;
    }

    public static Verification read(List<Field> fields, boolean bareCommands) {
        var reader = new VerificationReader(bareCommands);
        boolean verified = fields.stream().anyMatch(field -> field.kind() == FieldKind.VERIFICATION);
        for (Field field : fields) {
            if (field.kind() == FieldKind.VERIFICATION || (field.kind() == FieldKind.TEST && !verified)) {
                reader.readField(field);
            } else if (field.kind() == FieldKind.CRITERIA) {
                field.entries().forEach(entry -> reader.criteria.add(oneLine(entry.text())));
            }
        }
        return new Verification(reader.commands, reader.criteria);
    }

    private void readField(Field field) {
        for (Field.Entry entry : field.entries()) {
            if (!NONE.matcher(entry.text()).matches() && !isPathOfTest(field, entry)) {
                readEntry(entry.text());
            }
        }
        for (Fence fence : field.fences()) {
            List<String> target = fence.isScript() ? commands : criteria;
            if (!fence.content().isBlank()) {
                target.add(fence.content().strip());
            }
        }
    }

    /** "Test: `tests/a_test.py`" names a file, "Test: `pytest tests`" a command. */
    private static boolean isPathOfTest(Field field, Field.Entry entry) {
        var codes = CodeSpans.of(entry.text()).codes();
        return field.kind() == FieldKind.TEST
                && (codes.isEmpty() || codes.stream().anyMatch(span -> FileEntry.looksLikePath(span.code())));
    }

    private void readEntry(String text) {
        CodeSpans spans = CodeSpans.of(text);
        boolean single = spans.codes().size() == 1
                && BEFORE.matcher(spans.codes().getFirst().before()).matches()
                && AFTER.matcher(spans.tail()).matches();
        if (single) {
            commands.add(spans.codes().getFirst().code().strip());
        } else if (bareCommands && spans.isEmpty()) {
            commands.add(oneLine(text));
        } else {
            criteria.add(oneLine(text));
        }
    }

    public static String oneLine(String text) {
        boolean single = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return single
                ? text.strip()
                : text.lines()
                        .map(String::strip)
                        .collect(Collectors.joining(" "))
                        .strip();
    }
}
