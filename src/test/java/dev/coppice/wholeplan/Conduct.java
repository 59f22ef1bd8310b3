package dev.coppice.wholeplan;

/** How a drawn task's agent behaves besides what it does to the files. */
enum Conduct {
    /** Does its work and ends well. */
    WORKS,
    /** Does its work and says that it has failed. */
    FAILS,
    /** Is killed in the middle of its first attempt. */
    DIES_ONCE
}
