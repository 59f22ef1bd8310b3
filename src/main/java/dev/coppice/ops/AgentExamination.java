package dev.coppice.ops;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which coding agents are here? */
record AgentExamination(Map<String, String> environment, Path user) implements Examination {

    @Override
    public String name() {
        return "agents";
    }

    @Override
    public List<Finding> look() {
        var programs = new AgentPrograms(environment, user);
        var found = AgentPrograms.KNOWN.stream()
                .flatMap(cli ->
                        programs.find(cli).stream().map(path -> cli.name() + " at " + path + remark(programs, cli)))
                .collect(Collectors.joining(", "));
        var missing = AgentPrograms.KNOWN.stream()
                .filter(cli -> programs.find(cli).isEmpty())
                .map(AgentPrograms.AgentCli::name)
                .collect(Collectors.joining(", "));
        return List.of(
                found.isEmpty()
                        ? Finding.warning(
                                name(),
                                "none of " + missing + " is on PATH or in the usual places",
                                "install one, or name any command by --agent-command; --agent shell needs none")
                        : Finding.ok(name(), found + (missing.isEmpty() ? "" : "; not found: " + missing)));
    }

    private static String remark(AgentPrograms programs, AgentPrograms.AgentCli cli) {
        return programs.isOnPath(cli) ? "" : " (not on PATH)";
    }
}
