package dev.coppice.database;

import java.util.List;
import java.util.stream.Stream;

/** How much a server does to keep its data through a crash of the machine. */
public enum Durability {
    DURABLE,

    /** For tests: quick, and worthless after a crash. */
    THROWAWAY;

    /** A small server: few processes, little memory, one host, nobody who replicates from it. */
    private static final List<String> SMALL_SERVER = List.of(
            "max_connections=100",
            "shared_buffers=64MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "io_method=sync",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off");

    List<String> initdbOptions() {
        return switch (this) {
            case DURABLE -> List.of();
            case THROWAWAY -> List.of("--no-sync");
        };
    }

    /** As command line options of the server, where they win over anything in its files. */
    List<String> serverOptions() {
        return Stream.concat(SMALL_SERVER.stream(), settings())
                .flatMap(setting -> Stream.of("-c", setting))
                .toList();
    }

    private Stream<String> settings() {
        return switch (this) {
            case DURABLE -> Stream.of("fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_wal_size=256MB");
            case THROWAWAY ->
                Stream.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off");
        };
    }
}
