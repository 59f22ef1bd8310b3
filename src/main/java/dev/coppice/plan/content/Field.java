package dev.coppice.plan.content;

import dev.coppice.plan.outline.Fence;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code **Label:** value} with what belongs to it: the text beside the label ("" if none), the list and the code
 * blocks that follow. The box is the character of a checkbox before the label, or "none".
 */
public record Field(String label, FieldKind kind, String box, Entry inline, List<Entry> items, List<Fence> fences) {

    private static final int LONGEST = 10_000;
    public static final String NO_BOX = "none";

    /** One value of a field; the lines that continue it are kept apart. */
    public record Entry(int line, String text) {

        /** Prose may run on for pages; the task's body has all of it. */
        public Entry and(String more) {
            return text.length() > LONGEST ? this : new Entry(line, text.isEmpty() ? more : text + "\n" + more);
        }
    }

    public Field {
        items = List.copyOf(items);
        fences = List.copyOf(fences);
    }

    /** A field that is a cell of a table. */
    public static Field ofCell(String column, int line, String text) {
        return new Field(column, FieldKind.of(column), NO_BOX, new Entry(line, text), List.of(), List.of());
    }

    /** A field of a form where only the test strategy means what a label of Markdown means. */
    public static Field ofOther(String name, int line, String text) {
        FieldKind kind = FieldKind.of(name) == FieldKind.CRITERIA ? FieldKind.CRITERIA : FieldKind.OTHER;
        return new Field(name, kind, NO_BOX, new Entry(line, text), List.of(), List.of());
    }

    public int line() {
        return inline.line();
    }

    /** The text beside the label, if there is any, and then the list. */
    public List<Entry> entries() {
        return Stream.concat(Stream.of(inline), items.stream())
                .filter(entry -> !entry.text().isBlank())
                .toList();
    }

    /** Everything in words, as a label of the task that has no place of its own. */
    public String text() {
        return Stream.concat(
                        entries().stream().map(Entry::text), fences.stream().map(Fence::content))
                .collect(Collectors.joining("\n"));
    }
}
