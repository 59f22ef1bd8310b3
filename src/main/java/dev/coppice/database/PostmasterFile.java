package dev.coppice.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What a running server writes about itself into its data. */
record PostmasterFile(long pid, int port, String status) {

    private static final String NAME = "postmaster.pid";

    /** Empty if there is none, or one that is being written. */
    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve(NAME));
            long pid = Long.parseLong(lines.getFirst().strip());
            int port = lines.size() < 4 ? 0 : Integer.parseInt(lines.get(3).strip());
            return Optional.of(new PostmasterFile(
                    pid, port, lines.size() < 8 ? "" : lines.get(7).strip()));
        } catch (NoSuchFileException | NumberFormatException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }

    boolean isReady() {
        return status.equals("ready");
    }

    /** The process itself, if it is alive and a server of this data: pids are used again. */
    Optional<ProcessHandle> server(Path data) {
        return LiveProcess.find(pid)
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> List.of(arguments).contains(data.toString()))
                        .isPresent());
    }

    /** Whether the pid is in use at all, which is what PostgreSQL asks of it. */
    boolean isPidInUse() {
        return ProcessHandle.of(pid).isPresent();
    }
}
