package dev.coppice.submission;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may work on a plan besides the agent of its settings.
 *
 * @param nameable the agents that the plan's tasks may name; empty: any that is here
 * @param escalation the agents by which the retries of this plan are done; empty: as configured
 */
public record Staffing(Optional<Set<String>> nameable, Optional<List<String>> escalation) {

    public Staffing {
        nameable = nameable.map(Set::copyOf);
        escalation = escalation.map(List::copyOf);
    }
}
