package dev.coppice.project;

import java.util.Objects;

/**
 * What the prompts of all tasks of an execution have in common.
 *
 * @param template the repository's own wording, a {@link PromptTemplate}; "" for ours
 * @param context what the plan says of the whole; "" for nothing
 */
public record PromptSettings(String template, String context) {

    public PromptSettings {
        Objects.requireNonNull(template);
        Objects.requireNonNull(context);
    }

    /** In our words, with nothing said of the whole. */
    public static PromptSettings usual() {
        return new PromptSettings("", "");
    }
}
