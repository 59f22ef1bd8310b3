package dev.coppice.cli.client;

/** Ends a client command: what it was asked for is not to be had; the message says why and what to do. */
final class ClientRefusal extends RuntimeException {

    private final int exitCode;

    ClientRefusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
