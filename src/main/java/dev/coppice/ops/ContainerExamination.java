package dev.coppice.ops;

import dev.coppice.isolation.container.EngineReport;
import java.io.IOException;
import java.util.List;

/** Which container engine could run tasks of mode container here? */
record ContainerExamination() implements Examination {

    @Override
    public String name() {
        return "containers";
    }

    @Override
    public List<Finding> look() throws IOException {
        var report = EngineReport.tried();
        if (!report.usable().isEmpty()) {
            var others = report.reasons().isEmpty() ? "" : "; " + report.why();
            return List.of(Finding.ok(name(), String.join(", ", report.usable()) + others));
        }
        var found = "no engine, so mode container is refused: " + report.why();
        // Who has named an image wants to use it; everybody else does without.
        return List.of(
                report.image().isPresent()
                        ? Finding.warning(name(), found, "put right what the engine says, or install podman or docker")
                        : Finding.ok(name(), found));
    }
}
