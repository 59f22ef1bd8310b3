package dev.coppice.cli;

import java.util.List;

/**
 * What one {@code coppice token} was asked for.
 *
 * @param which the token to revoke, by name or id, or the name of the new one; empty for a list
 * @param scope of a new one, as its other fields
 * @param repositories empty: all
 * @param lifetimeSeconds 0: until it is revoked
 */
record TokenWish(
        Action action, String which, String scope, List<String> repositories, long lifetimeSeconds, boolean json) {

    /** What to do. */
    enum Action {
        CREATE,
        LIST,
        REVOKE
    }

    TokenWish {
        repositories = List.copyOf(repositories);
    }

    static TokenWish create(String name, String scope, List<String> repositories, long lifetimeSeconds, boolean json) {
        return new TokenWish(Action.CREATE, name, scope, repositories, lifetimeSeconds, json);
    }

    static TokenWish list(boolean json) {
        return new TokenWish(Action.LIST, "", "", List.of(), 0, json);
    }

    static TokenWish revoke(String which, boolean json) {
        return new TokenWish(Action.REVOKE, which, "", List.of(), 0, json);
    }
}
