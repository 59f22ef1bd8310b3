package dev.coppice.isolation;

import dev.coppice.git.GitFailure;
import dev.coppice.process.Bubblewrap;
import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.NotStarted;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sandbox of one attempt: every command gets one of its own, laid out alike. Used by one thread at a time. */
final class Sandbox {

    private final Place place;
    private final SandboxSettings settings;
    private final Gateways gateways;
    private final String cli;
    private final Path user;
    private final Path data;
    private Optional<String> gitSettings = Optional.empty();

    /**
     * For one attempt.
     *
     * @param cli the agent's CLI; "" if it is none of those whose provider and login are known
     * @param user the home folder of the user that Coppice runs as
     * @param data the data folder
     */
    Sandbox(Place place, SandboxSettings settings, Gateways gateways, String cli, Path user, Path data) {
        this.place = place;
        this.settings = settings;
        this.gateways = gateways;
        this.cli = cli;
        this.user = user;
        this.data = data;
    }

    Place place() {
        return place;
    }

    SandboxSettings settings() {
        return settings;
    }

    Path user() {
        return user;
    }

    Path data() {
        return data;
    }

    /** Read once, because that takes a process. */
    String gitSettings() {
        var known = gitSettings.orElseGet(
                () -> GitSettingsCopy.of(place.repository().git()));
        gitSettings = Optional.of(known);
        return known;
    }

    Launcher forAgent(List<Path> shared) {
        return (command, output, error) -> launch(command, output, error, shared, cli);
    }

    Launcher forChecks(List<Path> shared) {
        return (command, output, error) -> launch(command, output, error, shared, "");
    }

    String description() {
        return "in a sandbox, " + settings.reachInWords();
    }

    private RunningProcess launch(Command command, Output output, Output error, List<Path> shared, String ofCli) {
        try {
            return launch(command, output, error, new Layout(this, shared, ofCli));
        } catch (IOException | GitFailure e) {
            return new NotStarted(
                    "cannot make a sandbox for " + command.arguments().getFirst() + ": " + e.getMessage());
        }
    }

    private RunningProcess launch(Command command, Output output, Output error, Layout layout) throws IOException {
        var network = network(command, layout.cli());
        var gateway = network instanceof Network.Limited(var hosts)
                ? Optional.of(gateways.to(hosts))
                : Optional.<Gateway>empty();
        var view = layout.view(command, network, gateway);
        var inside = new Command(
                command.arguments(),
                command.directory(),
                layout.environment(command.environment(), gateway),
                command.input(),
                command.timeLimit());
        return Bubblewrap.with(view, gateway.map(Gateway::companion).orElse(List.of()))
                .within(place.limits())
                .launch(inside, output, error);
    }

    private Network network(Command command, String ofCli) {
        var provider = ofCli.isEmpty() ? AllowedHosts.none() : ProviderHosts.of(ofCli, command);
        return switch (settings.reach()) {
            case ON -> new Network.Shared();
            case OFF -> Network.to(provider);
            case HOSTS -> Network.to(settings.hosts().and(provider));
        };
    }
}
