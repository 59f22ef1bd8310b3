package dev.coppice.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Can the agents that are here log in? Looks whether variables are set and files are there, never at what they hold. */
record LoginExamination(Map<String, String> environment, Path user) implements Examination {

    private static final List<String> FORGES = List.of("GH_TOKEN", "GITHUB_TOKEN");

    @Override
    public String name() {
        return "logins";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        findings.add(variables());
        var programs = new AgentPrograms(environment, user);
        AgentPrograms.KNOWN.stream()
                .filter(cli -> programs.find(cli).isPresent())
                .map(this::login)
                .forEach(findings::add);
        return findings;
    }

    private Finding variables() {
        var byPresence = Stream.concat(
                        AgentPrograms.KNOWN.stream().flatMap(cli -> cli.variables().stream()), FORGES.stream())
                .distinct()
                .collect(Collectors.partitioningBy(this::isSet));
        return Finding.ok(
                name(),
                "set: " + listed(byPresence.getOrDefault(true, List.of())) + "; not set: "
                        + listed(byPresence.getOrDefault(false, List.of())));
    }

    private Finding login(AgentPrograms.AgentCli cli) {
        var check = "login of " + cli.name();
        var set = cli.variables().stream().filter(this::isSet).toList();
        if (!set.isEmpty()) {
            return Finding.ok(check, "by " + String.join(", ", set) + " (not tried)");
        }
        var file = user.resolve(cli.loginFile());
        return Files.isReadable(file)
                ? Finding.ok(check, "by " + file + " (not tried)")
                : Finding.warning(
                        check,
                        "neither "
                                + Stream.concat(cli.variables().stream(), Stream.of(file.toString()))
                                        .collect(Collectors.joining(" nor "))
                                + " is there",
                        "log in with " + cli.name() + ", unless it keeps its login elsewhere, such as in a key chain");
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
