package dev.coppice.ops;

import dev.coppice.isolation.Sandboxes;
import java.util.List;

/** Can agents work in a sandbox here? Found out by making one. */
record SandboxExamination() implements Examination {

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public List<Finding> look() {
        var usual = Sandboxes.usual();
        var works = "works, " + Sandboxes.reach() + "; isolation of executions that ask for none: " + usual.word();
        return List.of(Sandboxes.missing()
                .map(
                        reason -> Finding.warning(
                                name(),
                                reason,
                                "install bubblewrap and allow user namespaces; until then agents work on the host with your rights"))
                .orElseGet(() -> Finding.ok(name(), works)));
    }
}
