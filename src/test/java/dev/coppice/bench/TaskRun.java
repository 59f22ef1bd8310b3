package dev.coppice.bench;

/**
 * How one way to run tasks did.
 *
 * @param wall seconds from the request, or the start of the script, to the last landing
 * @param reportedWall seconds from the first task's claim to the last one's completion, as the system tells itself; else {@code wall}
 * @param reportedEfficiency as the system tells itself; else that of {@code wall}
 */
record TaskRun(TaskLoad load, double wall, double reportedWall, double reportedEfficiency, TaskCpu cpu) {

    double efficiency() {
        return load.efficiency(wall);
    }

    double efficiencyOfReportedWall() {
        return load.efficiency(reportedWall);
    }

    double cpuMillis() {
        return perTask(cpu.total());
    }

    double perTask(double cpuSeconds) {
        return cpuSeconds * 1000 / load.tasks();
    }

    /** The share of all CPU time that others used, this benchmark's own process among them. */
    double foreign() {
        double others = Math.max(0, cpu.machine() - cpu.total());
        return others / (wall * Runtime.getRuntime().availableProcessors());
    }
}
