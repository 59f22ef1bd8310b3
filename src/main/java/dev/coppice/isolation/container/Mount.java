package dev.coppice.isolation.container;

import java.nio.file.Path;

/** A file or folder of the host as a container sees it. */
record Mount(Path source, Path target, boolean isWritable) {

    /** Both see it under the same path, so that what is told of paths holds on both sides. */
    static Mount writable(Path path) {
        return new Mount(path, path, true);
    }

    static Mount readable(Path path) {
        return new Mount(path, path, false);
    }

    /** Covers what lies at the target. */
    static Mount over(Path target, Path source) {
        return new Mount(source, target, false);
    }

    String option(Way way) {
        return source + ":" + target + ":" + (isWritable ? "rw" : "ro") + (way.mapsMounts() ? ",idmap" : "");
    }

    /** The engines separate the parts by colons and know no way to quote one. */
    boolean canBeSaid() {
        return (source.toString() + target).indexOf(':') < 0;
    }
}
