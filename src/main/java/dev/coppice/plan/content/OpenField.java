package dev.coppice.plan.content;

import dev.coppice.plan.outline.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** A field whose end has not been reached. Each {@code take} says whether what it was shown belongs to the field. */
public final class OpenField {

    private static final int PARAGRAPH = -1;

    private final String label;
    private final String box;
    /** The indent of the bullet that holds the label, or PARAGRAPH. */
    private final int indent;

    private final boolean heading;
    private final List<Field.Entry> items = new ArrayList<>();
    private final List<Fence> fences = new ArrayList<>();

    private Field.Entry inline;
    private boolean afterBlank;
    private boolean afterFence;

    private OpenField(String label, String box, int indent, boolean heading, Field.Entry inline) {
        this.label = label;
        this.box = box;
        this.indent = indent;
        this.heading = heading;
        this.inline = inline;
    }

    public static OpenField of(Matcher label, int line) {
        String box = label.group(3) == null ? Field.NO_BOX : label.group(3);
        int indent = label.group(2) == null ? PARAGRAPH : label.group(1).length();
        String value = label.group(5) == null ? "" : label.group(5).strip();
        return new OpenField(label.group(4).strip(), box, indent, false, new Field.Entry(line, value));
    }

    public static OpenField ofHeading(String label, int line) {
        return new OpenField(label, Field.NO_BOX, PARAGRAPH, true, new Field.Entry(line, ""));
    }

    /** A value beside the label ends with its paragraph; a label alone waits for its list or its code block. */
    public boolean takeBlank() {
        afterBlank = true;
        return heading || expectsMore() || !items.isEmpty() || !fences.isEmpty();
    }

    private boolean expectsMore() {
        return inline.text().isEmpty() || endsWithColon(inline.text());
    }

    public void take(Fence fence) {
        fences.add(fence);
        afterFence = true;
    }

    public boolean takeItem(int line, int itemIndent, String text) {
        if (itemIndent <= indent) {
            return false;
        }
        items.add(new Field.Entry(line, text.strip()));
        afterBlank = false;
        afterFence = false;
        return true;
    }

    /** Text right below continues what is above; a paragraph of its own belongs here only if it leads on to more. */
    public boolean takeText(int line, String text) {
        boolean indented = Character.isWhitespace(text.charAt(0));
        if ((!afterBlank && !afterFence) || (indented && !items.isEmpty())) {
            continueLast(text.strip());
            return true;
        }
        if (!heading && !endsWithColon(text)) {
            return false;
        }
        items.add(new Field.Entry(line, text.strip()));
        afterBlank = false;
        afterFence = false;
        return true;
    }

    private void continueLast(String text) {
        if (items.isEmpty()) {
            inline = inline.and(text);
        } else {
            items.add(items.removeLast().and(text));
        }
    }

    private static boolean endsWithColon(String text) {
        return text.stripTrailing().endsWith(":") || text.stripTrailing().endsWith("：");
    }

    public Field close() {
        return new Field(label, FieldKind.of(label), box, inline, items, fences);
    }
}
