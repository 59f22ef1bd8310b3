package dev.coppice.worker;

import jakarta.enterprise.context.ApplicationScoped;

/** The role of this process. */
@ApplicationScoped
public class OwnRole {

    private final Role role;

    OwnRole(RoleConfig config) {
        this.role = config.role();
    }

    public Role role() {
        return role;
    }
}
