package dev.coppice.ops;

import dev.coppice.agent.roster.InstalledAgents;
import java.util.List;
import java.util.function.Supplier;

/**
 * Do the settings of agents make sense, and are the agents of profiles here?
 *
 * @param problems what must be put right in the settings
 * @param agents reads them, where nothing must
 */
record ProfileExamination(Supplier<List<String>> problems, Supplier<InstalledAgents> agents) implements Examination {

    @Override
    public String name() {
        return "profiles";
    }

    @Override
    public List<Finding> look() {
        var wrong = problems.get().stream()
                .map(problem ->
                        Finding.error(name(), problem, "put that right; nothing but the doctor starts until then"))
                .toList();
        return wrong.isEmpty() ? look(agents.get()) : wrong;
    }

    private List<Finding> look(InstalledAgents here) {
        var profiles = here.profileNames();
        if (profiles.isEmpty()) {
            return List.of(Finding.ok(name(), "none"));
        }
        return profiles.stream()
                .map(profile -> here.missing(profile, List.of())
                        .map(reason -> Finding.warning(name(), profile + ": " + reason, ""))
                        .orElseGet(() -> Finding.ok(name(), profile)))
                .toList();
    }
}
