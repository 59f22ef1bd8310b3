package dev.coppice.plan;

import java.util.List;

/** How a task is judged: commands that are run, and criteria in prose that only go into the prompt and the report. */
public record Verification(List<String> commands, List<String> criteria) {

    public Verification {
        commands = List.copyOf(commands);
        criteria = List.copyOf(criteria);
    }

    public static Verification none() {
        return new Verification(List.of(), List.of());
    }
}
