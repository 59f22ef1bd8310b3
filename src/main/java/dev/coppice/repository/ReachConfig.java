package dev.coppice.repository;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What a git that talks to a remote gets besides the usual: where nothing is said of a repository, its own helpers log in. */
@ConfigMapping(prefix = "coppice.push")
interface ReachConfig {

    /** Names of variables of Coppice's own environment. */
    Optional<List<String>> environment();
}
