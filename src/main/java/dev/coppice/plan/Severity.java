package dev.coppice.plan;

import java.util.Locale;

/** How much a diagnostic weighs: an error rejects the plan, a warning is shown, a note is for who looks closely. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
