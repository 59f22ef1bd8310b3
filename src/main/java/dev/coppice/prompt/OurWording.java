package dev.coppice.prompt;

import dev.coppice.project.PromptTemplate.Placeholder;

/** The prompt where a repository has no wording of its own. No check stands in it that the plan does not name. */
final class OurWording {

    private OurWording() {}

    /** All that follows the heading. */
    static String of(Parts parts) {
        return section("Files", parts.of(Placeholder.FILES))
                + section("The task, as the plan has it", parts.of(Placeholder.BODY))
                + section("Acceptance criteria", parts.of(Placeholder.CRITERIA))
                + section("Checks that will be run afterwards", parts.of(Placeholder.CHECKS))
                + section("What the plan says of the whole", parts.of(Placeholder.CONTEXT))
                + section("What this task builds on", parts.of(Placeholder.DELIVERED))
                + section("The repository's own instructions", parts.of(Placeholder.INSTRUCTIONS))
                + """

                ## How to work

                1. Do this task, all of it, in the current directory, which is a git worktree of its own.
                2. Leave files that have nothing to do with it as they are.
                3. You need not commit: what the directory holds when you end is your work.
                """;
    }

    private static String section(String title, String part) {
        return part.isEmpty() ? "" : "\n## " + title + "\n\n" + part + (part.endsWith("\n") ? "" : "\n");
    }
}
