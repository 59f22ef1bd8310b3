package dev.coppice.bench;

/**
 * CPU seconds that a way to run tasks has used: of Coppice's own process, of the database's, and of the commands that were started, agents
 * and checks among them.
 */
record TaskCpu(double service, double database, double commands, double machine) {

    /** Of a service and all that it has started. */
    static TaskCpu ofService(long pid) {
        return new TaskCpu(
                ProcessTimes.own(pid),
                ProcessTimes.ofDescendants(pid),
                ProcessTimes.reaped(pid),
                ProcessTimes.ofMachine());
    }

    /** Of what this process has started and waited for. */
    static TaskCpu ofOwnCommands() {
        return new TaskCpu(0, 0, ProcessTimes.reaped(ProcessHandle.current().pid()), ProcessTimes.ofMachine());
    }

    TaskCpu since(TaskCpu earlier) {
        return new TaskCpu(
                service - earlier.service,
                database - earlier.database,
                commands - earlier.commands,
                machine - earlier.machine);
    }

    double total() {
        return service + database + commands;
    }
}
