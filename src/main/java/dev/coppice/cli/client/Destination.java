package dev.coppice.cli.client;

import java.util.Optional;

/**
 * Which service a command talks to, and as whom.
 *
 * @param address without a slash at its end
 */
record Destination(String address, Optional<String> token) {

    /** The token is a secret. */
    @Override
    public String toString() {
        return address;
    }
}
