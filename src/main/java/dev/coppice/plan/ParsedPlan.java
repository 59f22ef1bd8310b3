package dev.coppice.plan;

import java.util.List;

/** What became of a plan's text. */
public sealed interface ParsedPlan {

    /** The plan can run; its diagnostics are warnings and notes. */
    record Accepted(Plan plan, List<Diagnostic> diagnostics) implements ParsedPlan {
        public Accepted {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The plan cannot run; {@code found} holds what was recognised nevertheless, to be shown and never to be run. */
    record Rejected(Plan found, List<Diagnostic> diagnostics) implements ParsedPlan {
        public Rejected {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** What was found, whether it can run or not. */
    default Plan plan() {
        return switch (this) {
            case Accepted(var plan, var _) -> plan;
            case Rejected(var found, var _) -> found;
        };
    }

    /** Every error, warning and note, in the order of the document. */
    List<Diagnostic> diagnostics();
}
