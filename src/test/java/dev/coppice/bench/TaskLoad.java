package dev.coppice.bench;

/** So many tasks of so many seconds each for so many workers, in a repository of about so many files. */
record TaskLoad(int files, double seconds, int tasks, int workers) {

    /** Which part of the workers' time was agents' work, if all was done after so many seconds; 1 is the most that can be. */
    double efficiency(double wall) {
        return tasks * seconds / (workers * wall);
    }
}
