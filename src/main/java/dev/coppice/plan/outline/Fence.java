package dev.coppice.plan.outline;

import java.util.Locale;

/** A fenced code block at any depth: from its opening line to its closing one, or to its last line if it never closes. */
public record Fence(int line, int lastLine, String info, String content, boolean closed) {

    public String language() {
        return info.strip().split("[\\s{,]", 2)[0].toLowerCase(Locale.ROOT);
    }

    public boolean isScript() {
        return language().equals("sh") || language().equals("bash");
    }

    /** Whether the block may hold a document, which may hold code blocks of its own. */
    public boolean mayHoldMarkdown() {
        return language().isEmpty()
                || language().equals("markdown")
                || language().equals("md");
    }
}
