package dev.coppice.agent.claude;

import dev.coppice.agent.Assignment;
import dev.coppice.agent.Conversation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The command line of one run; every value stands in one word with its option, so that none is taken for another option. */
final class ClaudeArguments {

    private ClaudeArguments() {}

    /**
     * Settings come from the HOME alone unless the operator says otherwise: those of the repository could run commands and send prompt
     * and key elsewhere. MCP servers, which would be started as programs, are those that the operator names and no others.
     */
    static List<String> of(Path program, ClaudeConfig config, Assignment assignment) {
        var goingOn = assignment.conversation();
        var arguments = new ArrayList<>(List.of(
                program.toString(),
                "-p",
                "--output-format=stream-json",
                "--verbose",
                "--setting-sources=" + String.join(",", config.settingSources()),
                "--strict-mcp-config",
                "--permission-mode=" + config.permissionMode(),
                goingOn.map(conversation -> "--resume=" + conversation.id())
                        .orElseGet(() -> "--session-id=" + UUID.randomUUID())));
        config.allowedTools().ifPresent(tools -> arguments.add("--allowedTools=" + String.join(",", tools)));
        config.disallowedTools().ifPresent(tools -> arguments.add("--disallowedTools=" + String.join(",", tools)));
        config.systemPrompt().ifPresent(text -> arguments.add("--system-prompt=" + text));
        config.appendSystemPrompt().ifPresent(text -> arguments.add("--append-system-prompt=" + text));
        config.mcpConfig().ifPresent(files -> files.forEach(file -> arguments.add("--mcp-config=" + file)));
        config.model().ifPresent(model -> arguments.add("--model=" + model));
        config.maxTurns().ifPresent(turns -> arguments.add("--max-turns=" + turns));
        budget(config, assignment).ifPresent(dollars -> arguments.add("--max-budget-usd=" + dollars.toPlainString()));
        return arguments;
    }

    /** The smaller of what is configured and what the assignment has left; the CLI counts what the conversation has cost before, too. */
    private static Optional<BigDecimal> budget(ClaudeConfig config, Assignment assignment) {
        var before = assignment.conversation().map(Conversation::cost).orElse(BigDecimal.ZERO);
        return Stream.concat(config.maxBudgetUsd().stream(), assignment.budget().map(before::add).stream())
                .min(Comparator.naturalOrder());
    }
}
