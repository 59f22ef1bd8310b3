package dev.coppice.database;

/** The database cannot be used on this machine as it is; the message says what was tried and what to do. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseFailure(String message) {
        super(message);
    }

    DatabaseFailure(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
