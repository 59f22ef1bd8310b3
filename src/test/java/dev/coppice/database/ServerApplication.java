package dev.coppice.database;

import java.nio.file.Path;

/** A small application around a server, for tests that kill it. */
public final class ServerApplication {

    private ServerApplication() {}

    /** Says where its server is, and runs until its input ends. */
    public static void main(String... arguments) throws Exception {
        try (var server = EmbeddedPostgres.start(Path.of(arguments[0]), Durability.THROWAWAY)) {
            System.out.println(server.address().url());
            System.out.println(server.address().password());
            System.out.flush();
            while (System.in.read() >= 0) {
                // Nobody says anything; only the end counts.
            }
        }
    }
}
