package dev.coppice.ops;

import java.util.List;
import java.util.function.Supplier;

/**
 * Do the settings of agents make sense?
 *
 * @param problems what is wrong with them, in words for people
 */
record AgentSettingsExamination(Supplier<List<String>> problems) implements Examination {

    @Override
    public String name() {
        return "agent settings";
    }

    @Override
    public List<Finding> look() {
        var wrong = problems.get().stream()
                .map(problem -> Finding.error(name(), problem, "change the setting: docs/configuration.md"))
                .toList();
        return wrong.isEmpty() ? List.of(Finding.ok(name(), "make sense")) : wrong;
    }
}
