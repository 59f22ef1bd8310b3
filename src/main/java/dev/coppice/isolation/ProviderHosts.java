package dev.coppice.isolation;

import dev.coppice.process.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The hosts without which an agent CLI cannot work: its provider's, and whatever its own variables name in their place. */
final class ProviderHosts {

    /** Where each asks its model, and renews its login. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "claude", List.of("api.anthropic.com", "console.anthropic.com", "platform.claude.com", "claude.ai"),
            "codex", List.of("api.openai.com", "auth.openai.com", "chatgpt.com"),
            "opencode",
                    List.of(
                            "opencode.ai",
                            "models.dev",
                            "api.anthropic.com",
                            "api.openai.com",
                            "openrouter.ai",
                            "generativelanguage.googleapis.com"));

    private static final Pattern NAMES_AN_ADDRESS =
            Pattern.compile(".*_(BASE_URL|ENDPOINT|API_URL)|OPENCODE_CONFIG_CONTENT");
    private static final String SETS_AN_ADDRESS = "base_url=";
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>\\\\,}]+");

    private ProviderHosts() {}

    /** Of a CLI that is started with this command; words and environment of it are the operator's, and never a repository's. */
    static AllowedHosts of(String cli, Command command) {
        var usual = USUAL.getOrDefault(cli, List.of()).stream().map(AllowedHost::of);
        var named = Stream.concat(ofVariables(command), ofWords(command))
                .flatMap(text -> URL.matcher(text).results())
                .map(MatchResult::group)
                .map(AllowedHost::ofUrl)
                .flatMap(Optional::stream);
        return new AllowedHosts(Stream.concat(usual, named).toList());
    }

    private static Stream<String> ofVariables(Command command) {
        return command.environment().entrySet().stream()
                .filter(variable -> NAMES_AN_ADDRESS.matcher(variable.getKey()).matches())
                .map(Map.Entry::getValue);
    }

    private static Stream<String> ofWords(Command command) {
        return command.arguments().stream().filter(word -> word.contains(SETS_AN_ADDRESS));
    }
}
