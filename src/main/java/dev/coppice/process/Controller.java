package dev.coppice.process;

import java.util.Optional;

/** What a control group can limit, as the two versions of the kernel's interface call it. */
enum Controller {
    MEMORY("memory", "memory.limit_in_bytes", "memory.max") {

        @Override
        String value(Limits limits, boolean isSecondVersion) {
            return Long.toString(limits.memory().orElseThrow());
        }

        @Override
        Optional<Remark> remark(boolean isSecondVersion) {
            return Optional.of(new Remark(
                    isSecondVersion ? "memory.events" : "memory.oom_control",
                    "oom_kill",
                    "the kernel has ended a process, because the limit of memory is reached (coppice.limits.memory)"));
        }
    },

    PROCESSES("pids", "pids.max", "pids.max") {

        @Override
        String value(Limits limits, boolean isSecondVersion) {
            return Integer.toString(limits.processes().orElseThrow());
        }

        @Override
        Optional<Remark> remark(boolean isSecondVersion) {
            return Optional.of(
                    new Remark(
                            "pids.events",
                            "max",
                            "a process could not be started, because the limit of processes is reached (coppice.limits.processes)"));
        }
    },

    CORES("cpu", "cpu.cfs_quota_us", "cpu.max") {

        @Override
        String value(Limits limits, boolean isSecondVersion) {
            long quota = Math.max(1000, Math.round(limits.cores().orElseThrow() * PERIOD_MICROSECONDS));
            return isSecondVersion ? quota + " " + PERIOD_MICROSECONDS : Long.toString(quota);
        }

        @Override
        Optional<Remark> remark(boolean isSecondVersion) {
            return Optional.empty();
        }
    };

    /** The kernel's own default, in which the first version counts the quota. */
    private static final long PERIOD_MICROSECONDS = 100_000;

    /**
     * Where the kernel counts that a limit was met.
     *
     * @param counter the word in front of the number
     * @param words for people, if that is not 0
     */
    record Remark(String file, String counter, String words) {}

    private final String kernelName;
    private final String firstFile;
    private final String secondFile;

    Controller(String kernelName, String firstFile, String secondFile) {
        this.kernelName = kernelName;
        this.firstFile = firstFile;
        this.secondFile = secondFile;
    }

    String kernelName() {
        return kernelName;
    }

    /** The file of a group that holds the limit. */
    String file(boolean isSecondVersion) {
        return isSecondVersion ? secondFile : firstFile;
    }

    abstract String value(Limits limits, boolean isSecondVersion);

    abstract Optional<Remark> remark(boolean isSecondVersion);
}
