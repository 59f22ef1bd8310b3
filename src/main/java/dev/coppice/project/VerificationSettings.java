package dev.coppice.project;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is asked of work beyond its task's own checks.
 *
 * @param gate shell commands that must pass on every commit of the result
 * @param repairRounds how often an agent gets its work back with what a check printed, before its attempt fails; at least 0
 * @param gateTrain how many waiting landings one run of the gate may judge together; 1 for each alone
 */
public record VerificationSettings(List<String> gate, BaselinePolicy baseline, int repairRounds, int gateTrain) {

    /** So often unless a repository says otherwise. */
    public static final int USUAL_REPAIR_ROUNDS = 2;

    /** More would hide that an agent does not get there. */
    public static final int MOST_REPAIR_ROUNDS = 10;

    /** With more, finding out who is to blame takes longer than each alone. */
    public static final int LONGEST_GATE_TRAIN = 16;

    public VerificationSettings {
        gate = List.copyOf(gate);
        // What was stored before there were trains has none.
        gateTrain = Math.max(1, gateTrain);
        Objects.requireNonNull(baseline);
    }

    /** The same with more commands in the gate, after those that are there. */
    public VerificationSettings alsoGating(List<String> commands) {
        var all = Stream.concat(gate.stream(), commands.stream()).distinct().toList();
        return new VerificationSettings(all, baseline, repairRounds, gateTrain);
    }

    /** No gate; what failed before is reported. */
    public static VerificationSettings usual() {
        return new VerificationSettings(List.of(), BaselinePolicy.REPORT, USUAL_REPAIR_ROUNDS, 1);
    }
}
