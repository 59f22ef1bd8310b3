package dev.coppice.ops;

import dev.coppice.process.ControlGroups;
import dev.coppice.process.Limits;
import java.util.List;
import java.util.function.Supplier;

/**
 * Can tasks' commands be held to their limits here?
 *
 * @param configured which limits those are
 */
record LimitsExamination(Supplier<Limits> configured) implements Examination {

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public List<Finding> look() {
        return List.of(ControlGroups.missing(configured.get())
                .map(
                        words -> Finding.warning(
                                name(),
                                words,
                                "let the user that runs Coppice make control groups (delegate them), or take these limits away"))
                .orElseGet(() -> Finding.ok(name(), ControlGroups.description())));
    }
}
