package dev.coppice.ops;

import dev.coppice.agent.roster.InstalledAgents;
import java.util.List;
import java.util.function.Supplier;

/**
 * Do the settings of agents make sense, and are the agents of profiles here?
 *
 * @param agents reads the settings; fails with what must be put right in them
 */
record ProfileExamination(Supplier<InstalledAgents> agents) implements Examination {

    @Override
    public String name() {
        return "profiles";
    }

    @Override
    public List<Finding> look() {
        try {
            return look(agents.get());
        } catch (IllegalArgumentException e) {
            return List.of(
                    Finding.error(name(), String.valueOf(e.getMessage()), "put that right; no plan starts until then"));
        }
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
