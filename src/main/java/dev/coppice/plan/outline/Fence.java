package dev.coppice.plan.outline;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A fenced code block at any depth: from its opening line to its closing one, or to its last line if it never closes. */
public record Fence(int line, int lastLine, String info, String content, boolean closed) {

    private static final Pattern LANGUAGE_END = Pattern.compile("[\\s{,]");
    private static final Set<String> SCRIPTS = Set.of("sh", "bash");
    private static final Set<String> DOCUMENTS = Set.of("", "markdown", "md");

    public String language() {
        return LANGUAGE_END.split(info.strip(), 2)[0].toLowerCase(Locale.ROOT);
    }

    public boolean isScript() {
        return SCRIPTS.contains(language());
    }

    /** Whether the block may hold a document, which may hold code blocks of its own. */
    public boolean mayHoldMarkdown() {
        return DOCUMENTS.contains(language());
    }
}
