package dev.coppice.agent.roster;

import static java.util.stream.Collectors.toCollection;

import io.smallrye.config.ConfigValidationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says what is wrong with the settings of agents, before anything is made of them. */
final class RosterCheck {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final List<String> TAKEN = Stream.concat(
                    Profile.USUAL.stream(), Stream.of(InstalledAgents.SHELL, InstalledAgents.COMMAND))
            .toList();

    private final AgentSettings settings;
    private final Set<String> known;

    private RosterCheck(AgentSettings settings) {
        this.settings = settings;
        this.known = Stream.of(Profile.USUAL, profiles(), List.of(InstalledAgents.SHELL))
                .flatMap(List::stream)
                .collect(toCollection(LinkedHashSet::new));
    }

    /** In words for people, each with the setting's name; empty if all is well. */
    static List<String> problems(Supplier<AgentSettings> settings) {
        try {
            var check = new RosterCheck(settings.get());
            return Stream.of(check.ofProfiles(), check.ofEscalation(), check.ofFallbacks())
                    .flatMap(problems -> problems)
                    .toList();
        } catch (ConfigValidationException e) {
            return values(e);
        }
    }

    private static List<String> values(ConfigValidationException wrong) {
        return IntStream.range(0, wrong.getProblemCount())
                .mapToObj(i -> wrong.getProblem(i).getMessage())
                .toList();
    }

    private List<String> profiles() {
        return settings.agents().profiles().orElse(List.of());
    }

    private Stream<String> ofProfiles() {
        return Stream.concat(
                twice(profiles()).map(name -> "coppice.agents.profiles names '" + name + "' twice"),
                profiles().stream().distinct().flatMap(name -> ofProfile(name).stream()));
    }

    private Optional<String> ofProfile(String name) {
        return ofName(name).or(() -> ofKind(name));
    }

    /** It stands in settings, variables, plans and addresses, and must not be taken for an agent that is always there. */
    static Optional<String> ofName(String name) {
        return NAME.matcher(name).matches() && !TAKEN.contains(name)
                ? Optional.empty()
                : Optional.of("coppice.agents.profiles: '" + name
                        + "' is no name for a profile: at most 31 small letters, digits"
                        + " and hyphens, a letter first, and none of " + String.join(", ", TAKEN));
    }

    private Optional<String> ofKind(String name) {
        var kind = settings.kind(name);
        return Profile.objection(name, kind, settings.ofProfile(name, kind, Optional.empty()));
    }

    private Stream<String> ofEscalation() {
        var names = settings.agents().escalation().orElse(List.of());
        return Stream.concat(
                        twice(names).map(name -> "names '" + name + "' twice"),
                        names.stream()
                                .distinct()
                                .filter(name -> !known.contains(name))
                                .map(this::unknown))
                .map(problem -> "coppice.agents.escalation " + problem);
    }

    private Stream<String> ofFallbacks() {
        var pairs = settings.agents().fallback().orElse(List.of());
        var malformed = pairs.stream()
                .filter(pair -> Fallback.of(pair).isEmpty())
                .map(pair -> "must be made of pairs such as claude=codex; this is none: '" + pair + "'");
        var wellFormed =
                pairs.stream().flatMap(pair -> Fallback.of(pair).stream()).toList();
        return Stream.of(
                        malformed,
                        twice(wellFormed.stream().map(Fallback::agent).toList())
                                .map(name -> "names '" + name + "' twice"),
                        wellFormed.stream().flatMap(this::ofFallback))
                .flatMap(problems -> problems)
                .map(problem -> "coppice.agents.fallback " + problem);
    }

    /** Those two never pause, and do something else than agents that are told what to do. */
    private Stream<String> ofFallback(Fallback fallback) {
        if (fallback.agent().equals(fallback.instead())) {
            return Stream.of("makes '" + fallback.agent() + "' the fallback of itself");
        }
        return Stream.of(fallback.agent(), fallback.instead())
                .filter(name -> name.equals(InstalledAgents.SHELL) || !known.contains(name))
                .map(name -> name.equals(InstalledAgents.SHELL)
                        ? "names 'shell', which never pauses and does not read prompts"
                        : unknown(name));
    }

    private String unknown(String name) {
        return "names '" + name + "'; it may name: " + String.join(", ", known);
    }

    private static Stream<String> twice(List<String> names) {
        return names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .distinct();
    }
}
