package dev.coppice.plan.kiro;

import dev.coppice.plan.content.Field;
import dev.coppice.plan.outline.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields such as {@code _Requirements: 1.1_} and {@code _Depends:_ 1.1}, one or more to a line. */
final class ItalicFields {

    private static final int LONGEST = 2_000;
    private static final Pattern FIELD =
            Pattern.compile("(?<![\\w_])_([A-Z][A-Za-z -]{0,40}):(?:_\\s*([^_]*)|\\s*([^_]*)_)");

    private ItalicFields() {}

    static List<Field> between(Outline outline, int first, int last) {
        List<Field> fields = new ArrayList<>();
        for (int line = first; line <= last; line++) {
            String text = outline.source().line(line);
            if (text.length() <= LONGEST && outline.place(line).isText()) {
                Matcher field = FIELD.matcher(text);
                while (field.find()) {
                    String value = field.group(2) == null ? field.group(3) : field.group(2);
                    fields.add(Field.ofCell(field.group(1), line, value.strip()));
                }
            }
        }
        return fields;
    }
}
