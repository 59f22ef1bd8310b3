package dev.coppice.plan.reading;

import dev.coppice.plan.outline.Outline;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The marks of dialects that are known and not read, so that such a plan gets a clear answer. */
public enum Signature {
    SPEC_KIT("spec-kit", "\\s*[-*+]\\s+\\[.]\\s+T[0-9]{3,}\\b.*", 3),
    KIRO("kiro", "\\s*[-*+]\\s+\\[.]\\*?\\s+[0-9]+\\.\\s+.*", 1),
    OPENSPEC("openspec", "\\s*[-*+]\\s+\\[.]\\s+[0-9]+\\.[0-9]+\\s+.*", 1);

    public final String dialect;
    private final Pattern line;
    private final int least;

    Signature(String dialect, String line, int least) {
        this.dialect = dialect;
        this.line = Pattern.compile(line);
        this.least = least;
    }

    /** The dialects whose marks stand in the text of a plan, outside of code. */
    public static List<Signature> in(Outline outline) {
        return List.of(values()).stream()
                .filter(signature -> signature.isIn(outline))
                .toList();
    }

    private boolean isIn(Outline outline) {
        return IntStream.rangeClosed(1, outline.source().lines())
                        .filter(number -> outline.place(number).isText())
                        .mapToObj(outline.source()::line)
                        .filter(text ->
                                text.length() < 2_000 && line.matcher(text).matches())
                        .limit(least)
                        .count()
                == least;
    }
}
