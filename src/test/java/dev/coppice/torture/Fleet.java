package dev.coppice.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** All workers; a dead one is started again on the data folder that it had. */
final class Fleet implements AutoCloseable {

    private static final long LONGEST_PAUSE_MILLIS = 1500;

    private final Server server;
    private final List<Member> members = new ArrayList<>();
    private int starts;

    Fleet(Path folder, Path classes, Server server, int size, String mark) throws IOException {
        this.server = server;
        for (int i = 0; i < size; i++) {
            var home = folder.resolve("worker-" + i);
            var process = new WorkerProcess(home, mark, i % 2 == 0, classes);
            members.add(new Member(process, new Proxy(server::port)));
        }
        for (var member : members) {
            start(member);
        }
    }

    private void start(Member member, String... more) throws IOException {
        member.process().start(server.by(member.proxy().port()), more);
        starts++;
    }

    /** Starts those that have died, each after a while of its own. */
    void revive(Random random) throws IOException {
        for (var member : members) {
            if (!member.process().isAlive() && member.isDue()) {
                start(member);
                member.restartAfter(
                        Duration.ofMillis(random.nextLong(LONGEST_PAUSE_MILLIS)).toNanos());
            }
        }
    }

    int starts() {
        return starts;
    }

    /** A living member that nothing is being done to; it is the caller's until it is left alone. */
    Optional<Member> pick(Random random) {
        var shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .filter(member -> member.process().isAlive() && member.disturb())
                .findFirst();
    }

    /** The same for the owner of a data folder. */
    Optional<Member> pick(UUID home) throws IOException {
        for (var member : members) {
            if (member.homeId().equals(home)) {
                return Optional.of(member).filter(owner -> owner.process().isAlive() && owner.disturb());
            }
        }
        return Optional.empty();
    }

    /** Ends every worker in good order; those that would not, by name of their log. */
    List<Path> endAll(Duration limit) throws InterruptedException {
        var refused = new ArrayList<Path>();
        for (var member : members) {
            if (!member.process().end(limit)) {
                refused.add(member.process().log());
            }
        }
        return refused;
    }

    /** Starts every worker once more and has it take its worktrees over; true when all say that they are ready. */
    void startForTheLastTime(Path repository) throws IOException {
        for (var member : members) {
            member.process().writeTo(lastLog(member));
            start(member, repository.toString());
        }
    }

    private static Path lastLog(Member member) {
        return member.process().home().resolveSibling(member.process().home().getFileName() + "-last.log");
    }

    boolean areReady() throws IOException {
        for (var member : members) {
            if (!Files.readString(lastLog(member)).lines().anyMatch("ready"::equals)) {
                return false;
            }
        }
        return true;
    }

    boolean areAlive() {
        return members.stream().allMatch(member -> member.process().isAlive());
    }

    Stream<Path> worktreeFolders() {
        return members.stream().map(member -> member.process().home().resolve("worktrees"));
    }

    @Override
    public void close() throws IOException {
        for (var member : members) {
            Signals.send("CONT", member.process().tree());
            member.process().kill();
            member.proxy().close();
        }
    }
}
