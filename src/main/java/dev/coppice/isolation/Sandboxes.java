package dev.coppice.isolation;

import dev.coppice.database.OwnFolder;
import dev.coppice.process.HostLauncher;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Decides where an attempt's commands run, and makes that place. */
@ApplicationScoped
public class Sandboxes {

    private final SandboxSettings settings = SandboxSettings.configured();
    private final AtomicBoolean isFallbackTold = new AtomicBoolean();
    private final Path data;
    private final Gateways gateways;

    Sandboxes(OwnFolder folder) {
        this.data = folder.root();
        this.gateways = new Gateways(folder.sandboxes().resolve("proxies"));
    }

    /** The isolation of executions that ask for none. */
    public static Isolation usual() {
        return SandboxSettings.configured().isolation();
    }

    /** Why there are no sandboxes on this machine, in words for people; empty if there are. Tried once, at first use. */
    public static Optional<String> missing() {
        return Trial.MISSING;
    }

    /** What sandboxes reach here, in words for people; settings that make no sense are an exception that says so. */
    public static String reach() {
        return SandboxSettings.configured().reachInWords();
    }

    /** What to tell people before work begins that would be in a sandbox if there were any here; empty if there is nothing to tell. */
    public static Optional<String> fallback(Isolation wanted, boolean isCli) {
        return wanted == Isolation.AUTO && isCli
                ? missing()
                        .map(reason -> "no sandbox here, agents work on the host with your rights: " + reason
                                + " (--isolation host says that this is meant)")
                : Optional.empty();
    }

    /** As the word asks for it, for an agent of this CLI; of an agent that is none of the known ones, empty. */
    public Enclosure enclosure(String word, Optional<String> cli, Place place) {
        return Isolation.named(word)
                .map(wanted -> enclosure(wanted, cli, place))
                .orElseGet(() -> new Enclosure.Nowhere("this version has no isolation '" + word + "'"));
    }

    private Enclosure enclosure(Isolation wanted, Optional<String> cli, Place place) {
        return switch (wanted) {
            case HOST -> new Enclosure.OnHost(new HostLauncher().within(place.limits()));
            case AUTO ->
                cli.isPresent()
                        ? sandboxOrHost(cli, place)
                        : new Enclosure.OnHost(new HostLauncher().within(place.limits()));
            // Elsewhere than in the mode of that name a wall is asked for that is not there.
            case KUBERNETES ->
                new Enclosure.Nowhere("isolation kubernetes is of mode kubernetes only; name another one");
            case SANDBOX ->
                missing()
                        .<Enclosure>map(reason -> new Enclosure.Nowhere("no sandbox here: " + reason))
                        .orElseGet(() -> sandbox(cli, place));
        };
    }

    private Enclosure sandboxOrHost(Optional<String> cli, Place place) {
        if (missing().isEmpty()) {
            return sandbox(cli, place);
        }
        if (isFallbackTold.compareAndSet(false, true)) {
            fallback(Isolation.AUTO, true).ifPresent(Log::info);
        }
        return new Enclosure.OnHost(new HostLauncher().within(place.limits()));
    }

    private Enclosure sandbox(Optional<String> cli, Place place) {
        return new Enclosure.InSandbox(new Sandbox(place, settings, gateways, cli.orElse(""), userHome(), data));
    }

    private static Path userHome() {
        var home = System.getenv().getOrDefault("HOME", System.getProperty("user.home", ""));
        var path = Path.of(home).toAbsolutePath().normalize();
        return path.getNameCount() == 0 ? Path.of("/home/coppice") : path;
    }

    /** Looked for at first use, because trying takes some milliseconds. */
    private static final class Trial {
        static final Optional<String> MISSING = SandboxProbe.missing();
    }
}
