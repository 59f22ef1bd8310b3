package dev.coppice.plan.kiro;

import java.util.List;

/** Tasks that go side by side, and the waves before by name; {@code line} is where the waves stand. */
record Wave(String name, List<String> tasks, List<String> dependsOn, boolean stated, int line) {

    Wave {
        tasks = List.copyOf(tasks);
        dependsOn = List.copyOf(dependsOn);
    }
}
