package dev.coppice.isolation;

import dev.coppice.process.Command;
import dev.coppice.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one command of a sandbox sees and finds in its environment. Whatever is not laid out here is not there.
 *
 * @param shared what the repository lets its tasks share with the user; shown, and no more
 * @param cli whose login is let in; "" for none
 */
record Layout(Sandbox sandbox, List<Path> shared, String cli) {

    /** Of the user namespace the kernel may allow none to root within a container, which needs none there. */
    static final List<String> NAMESPACES = List.of(
            "--unshare-user-try",
            "--unshare-ipc",
            "--unshare-uts",
            "--unshare-cgroup-try",
            "--cap-drop",
            "ALL",
            "--new-session");

    /** Ways to the user's other programs, which lie at places that are not seen. */
    private static final List<String> WITHHELD = List.of(
            "SSH_AUTH_SOCK", "GPG_AGENT_INFO", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY");

    Layout {
        shared = List.copyOf(shared);
    }

    /** The options that lay it out. */
    List<String> view(Command command, Network network, Optional<Gateway> gateway) throws IOException {
        var mounts = new Mounts();
        NAMESPACES.forEach(mounts::with);
        switch (network) {
            case Network.Shared _ -> {}
            case Network.Closed _, Network.Limited _ -> mounts.with("--unshare-net");
        }
        SystemView.show(mounts);
        showTemporary(mounts, command.environment());
        var home = home(command.environment());
        if (home.isPresent()) {
            home.get().show(mounts);
        }
        showPrograms(mounts, command);
        mounts.empty(sandbox.data());
        showOwn(mounts, command.environment(), home.isPresent());
        showNamedFiles(mounts, command);
        showWork(mounts, command.directory());
        if (home.isPresent()) {
            home.get().showLogin(mounts, cli, command.environment());
        }
        if (gateway.isPresent()) {
            gateway.get().show(mounts);
        }
        return mounts.with("--remount-ro", sandbox.data().toString())
                .with("--remount-ro", "/")
                .with("--chdir", command.directory().toString())
                .options();
    }

    /** The attempt's own folder for temporary files is also where programs look that know of no other. */
    private static void showTemporary(Mounts mounts, Map<String, String> environment) throws IOException {
        var folder = folder(environment, "TMPDIR");
        for (var place : List.of(Path.of("/tmp"), Path.of("/var/tmp"))) {
            if (folder.isPresent()) {
                mounts.writable(folder.get(), place);
            } else {
                mounts.empty(place);
            }
        }
    }

    /** A command that has the user's home folder gets another in its place; empty for one that has a home of its own. */
    private Optional<PrivateHome> home(Map<String, String> environment) {
        var home = folder(environment, "HOME").orElse(sandbox.user());
        return home.equals(sandbox.user())
                ? Optional.of(new PrivateHome(sandbox.place().own().resolve("home"), home))
                : Optional.empty();
    }

    private void showPrograms(Mounts mounts, Command command) throws IOException {
        var hidden = new Protected(List.of(
                sandbox.user(),
                sandbox.data(),
                sandbox.place().repository().topLevel(),
                sandbox.place().repository().commonDirectory()));
        var program = Programs.find(command.arguments().getFirst(), command.directory(), command.environment());
        var toolchains =
                new Toolchains(mounts, hidden, sandbox.user(), sandbox.place().programs());
        if (program.isPresent()) {
            toolchains.show(command.environment(), program.get());
        }
        for (var path : sandbox.settings().readOnly()) {
            mounts.readOnly(path);
        }
        for (var path : sandbox.settings().writable()) {
            mounts.writable(path);
        }
    }

    /** What is the attempt's within the data folder. */
    private static void showOwn(Mounts mounts, Map<String, String> environment, boolean hasPrivateHome)
            throws IOException {
        for (var variable : hasPrivateHome ? List.of("TMPDIR") : List.of("TMPDIR", "HOME")) {
            var folder = folder(environment, variable);
            if (folder.isPresent()) {
                mounts.writable(folder.get());
            }
        }
    }

    /** Files that the operator has a known CLI read, such as a list of servers, stand on its command line; nobody else writes that. */
    private void showNamedFiles(Mounts mounts, Command command) throws IOException {
        for (var word : cli.isEmpty() ? List.<String>of() : command.arguments()) {
            var value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("--") && value.startsWith("/") && Files.isRegularFile(Path.of(value))) {
                mounts.readOnly(Path.of(value).normalize());
            }
        }
    }

    private void showWork(Mounts mounts, Path worktree) throws IOException {
        var place = sandbox.place();
        var folder = Files.createTempDirectory(place.own(), "git");
        var git = PrivateGit.make(place.repository(), worktree, sandbox.gitSettings(), folder.resolve("git"));
        mounts.writable(worktree);
        git.show(mounts, worktree);
        for (var path : shared) {
            mounts.readOnly(path);
        }
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> value.startsWith("/"))
                .map(Path::of)
                .map(Path::normalize);
    }

    /** What the command finds in its environment. */
    Map<String, String> environment(Map<String, String> before, Optional<Gateway> gateway) {
        var environment = new HashMap<>(before);
        WITHHELD.forEach(environment::remove);
        if (home(before).isPresent()) {
            PrivateHome.WAYS_ROUND.forEach(environment::remove);
            environment.put("HOME", sandbox.user().toString());
        }
        return gateway.map(way -> way.variables(environment)).orElse(environment);
    }
}
