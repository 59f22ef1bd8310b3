package dev.coppice.plan.outline;

import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.text.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a plan into text, or into the reason why they are none. */
public final class SourceBytes {

    /** The largest real plan seen has 164 KB. */
    public static final int LIMIT = 6 * 1024 * 1024;

    /** The Markdown parser takes about a second for the slowest texts of this length. */
    public static final int LINES = 100_000;

    private static final int DEEPEST = 500;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What the bytes turned out to be. */
    public sealed interface Reading {
        record Text(SourceText source) implements Reading {}

        record NoText(Rule rule, int line, String reason) implements Reading {}
    }

    private SourceBytes() {}

    public static Reading read(byte[] bytes) {
        if (bytes.length > LIMIT) {
            return new Reading.NoText(
                    Rule.TOO_LARGE, 1, "a plan has at most " + LIMIT + " bytes, this one has " + bytes.length);
        }
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            return notUtf8(bytes, in.position());
        }
        String text = out.flip().toString();
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return withinBounds(marked ? new SourceText(text.substring(1), 3) : new SourceText(text));
    }

    private static Reading withinBounds(SourceText source) {
        if (source.lines() > LINES) {
            return new Reading.NoText(
                    Rule.TOO_LARGE, 1, "a plan has at most " + LINES + " lines, this one has " + source.lines());
        }
        for (int line = 1; line <= source.lines(); line++) {
            if (source.line(line).indexOf('\0') >= 0) {
                return new Reading.NoText(Rule.NOT_UTF8, line, "a NUL character: this is no text");
            }
            if (nesting(source.line(line)) > DEEPEST) {
                return new Reading.NoText(
                        Rule.TOO_LARGE, line, "lists and quotes nest deeper than " + DEEPEST + " levels");
            }
        }
        return new Reading.Text(source);
    }

    /** An upper bound of how many lists and quotes a line may open: the Markdown parser recurses once for each. */
    private static int nesting(String line) {
        int marks = 0;
        for (int i = 0; i < line.length() && " \t>*+-0123456789.)".indexOf(line.charAt(i)) >= 0; i++) {
            boolean bullet = "*+-.)".indexOf(line.charAt(i)) >= 0
                    && i + 1 < line.length()
                    && Character.isWhitespace(line.charAt(i + 1));
            marks += bullet || line.charAt(i) == '>' ? 2 : Character.isWhitespace(line.charAt(i)) ? 1 : 0;
        }
        return marks / 2;
    }

    private static Reading notUtf8(byte[] bytes, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new Reading.NoText(
                Rule.NOT_UTF8,
                line,
                "not UTF-8: byte 0x%02X at offset %d; save the plan as UTF-8".formatted(bytes[offset] & 0xFF, offset));
    }
}
