package dev.coppice.isolation.container;

import java.util.List;
import java.util.stream.Stream;

/**
 * A way to have an engine run containers so that the files of a mounted folder belong to the same user inside and outside. Not every one
 * works on every host, so they are tried.
 *
 * @param global options before the engine's command
 * @param options those of the command
 * @param mapsMounts whether mounted folders must be mapped like the user
 * @param words for people
 */
record Way(List<String> global, List<String> options, boolean mapsMounts, boolean hasUserNamespace, String words) {

    /** Beyond the users that hosts have for people and services. */
    private static final String MAPPING = "0:2000000:65536";

    private static final List<List<String>> RUNTIMES =
            List.of(List.of(), List.of("--runtime", "crun"), List.of("--runtime", "runc"));

    Way {
        global = List.copyOf(global);
        options = List.copyOf(options);
    }

    /** Those of this engine for this user, the best first. */
    static List<Way> of(Engine engine, User user) {
        return switch (engine.kind()) {
            case PODMAN -> user.isRoot() ? ofRootsPodman() : withRuntimes(rootless());
            case DOCKER -> List.of(ofDocker(engine, user));
        };
    }

    /** Podman of an ordinary user always has a namespace; this maps the user to itself. */
    private static Way rootless() {
        return new Way(List.of(), List.of("--userns=keep-id"), false, true, "rootless");
    }

    private static List<Way> ofRootsPodman() {
        var mapped = new Way(
                List.of(),
                List.of("--uidmap", MAPPING, "--gidmap", MAPPING),
                true,
                true,
                "user namespace, mounts mapped");
        var plain = new Way(List.of(), List.of(), false, false, "no user namespace");
        return Stream.concat(withRuntimes(mapped).stream(), withRuntimes(plain).stream())
                .toList();
    }

    private static List<Way> withRuntimes(Way way) {
        return RUNTIMES.stream().map(way::behind).toList();
    }

    private Way behind(List<String> runtime) {
        var said = runtime.isEmpty() ? words : words + ", " + runtime.getLast();
        return new Way(runtime, options, mapsMounts, hasUserNamespace, said);
    }

    /** Of a daemon without root's rights, the user is root inside; of another one, the user is who he is. */
    private static Way ofDocker(Engine engine, User user) {
        var info = engine.ask(User.PATIENCE, "info", "--format", "{{.SecurityOptions}}");
        boolean isRootless = info.output().contains("name=rootless");
        return isRootless
                ? new Way(List.of(), List.of("--user", "0:0"), false, true, "rootless")
                : new Way(
                        List.of(),
                        List.of("--user", user.id() + ":" + user.group()),
                        false,
                        false,
                        "no user namespace");
    }
}
