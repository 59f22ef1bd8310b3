package dev.coppice.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which part of the work {@code coppice serve} does. */
@ConfigMapping(prefix = "coppice.serve")
interface RoleConfig {

    /** All of it, or what one of several services on a database does. */
    @WithDefault("all")
    Role role();
}
