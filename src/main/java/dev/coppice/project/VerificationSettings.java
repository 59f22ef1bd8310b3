package dev.coppice.project;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is asked of work beyond its task's own checks.
 *
 * @param gate shell commands that must pass on every commit of the result
 * @param repairRounds how often an agent gets its work back with what a check printed, before its attempt fails; at least 0
 */
public record VerificationSettings(List<String> gate, BaselinePolicy baseline, int repairRounds) {

    /** So often unless a repository says otherwise. */
    public static final int USUAL_REPAIR_ROUNDS = 2;

    /** More would hide that an agent does not get there. */
    public static final int MOST_REPAIR_ROUNDS = 10;

    public VerificationSettings {
        gate = List.copyOf(gate);
        Objects.requireNonNull(baseline);
    }

    /** The same with more commands in the gate, after those that are there. */
    public VerificationSettings alsoGating(List<String> commands) {
        var all = Stream.concat(gate.stream(), commands.stream()).distinct().toList();
        return new VerificationSettings(all, baseline, repairRounds);
    }

    /** No gate; what failed before is reported. */
    public static VerificationSettings usual() {
        return new VerificationSettings(List.of(), BaselinePolicy.REPORT, USUAL_REPAIR_ROUNDS);
    }
}
