package dev.coppice.process;

import java.time.Duration;

/** Starts commands as processes of this host that see all of it, behind a wall that holds their process tree together. */
public final class HostLauncher implements Launcher {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Wall wall;
    private final Duration grace;
    private final Limits limits;

    private HostLauncher(Wall wall, Duration grace, Limits limits) {
        this.wall = wall;
        this.grace = grace;
        this.limits = limits;
    }

    /** Behind the best wall that stands on this host. */
    public HostLauncher() {
        this(Best.WALL, GRACE, Limits.none());
    }

    /** Behind the best wall that stands on this host; found out once, by trying. */
    public static HostLauncher detect() {
        return new HostLauncher();
    }

    /** Behind this wall, whether it stands or not. */
    public static HostLauncher behind(Wall wall) {
        return new HostLauncher(wall, GRACE, Limits.none());
    }

    /** The same wall, with another time between TERM and KILL. */
    public HostLauncher withGrace(Duration time) {
        return new HostLauncher(wall, time, limits);
    }

    /** The same, holding each command to these limits as far as this host lets it. */
    public HostLauncher within(Limits others) {
        return new HostLauncher(wall, grace, others);
    }

    public Wall wall() {
        return wall;
    }

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return new Start(wall.words(), wall::tree, grace, limits, wall == Wall.PLAIN)
                .of(command, standardOutput, standardError);
    }

    /** Looked for at first use, because trying takes some milliseconds. */
    private static final class Best {
        static final Wall WALL = WallProbe.available().getFirst();
    }
}
