package dev.coppice.fakemodel;

import java.util.Map;

/** How each agent CLI is told where its model provider is. */
public final class ModelAddress {

    private ModelAddress() {}

    /** The variables that send the CLI of this name, with its key, to the provider at this URL. */
    public static Map<String, String> of(String cli, String url) {
        return switch (cli) {
            case "claude" -> Map.of("ANTHROPIC_BASE_URL", url);
            case "codex" -> Map.of("OPENAI_BASE_URL", url + "/v1");
            case "opencode" -> Map.of("OPENCODE_CONFIG_CONTENT", opencode(url));
            case "gemini" -> Map.of("GOOGLE_GEMINI_BASE_URL", url);
            default -> throw new IllegalArgumentException("no CLI named " + cli);
        };
    }

    /** The variable that carries its key. */
    public static String keyOf(String cli) {
        return switch (cli) {
            case "claude" -> "ANTHROPIC_API_KEY";
            case "codex", "opencode" -> "OPENAI_API_KEY";
            case "gemini" -> "GEMINI_API_KEY";
            default -> throw new IllegalArgumentException("no CLI named " + cli);
        };
    }

    /** A provider of the user's own, with a model that costs as much a token as is easily reckoned. */
    private static String opencode(String url) {
        return """
                {"model": "fake/fake-model", "provider": {"fake": {"npm": "@ai-sdk/openai-compatible", "name": "Fake",
                  "options": {"baseURL": "%s/v1", "apiKey": "{env:OPENAI_API_KEY}"},
                  "models": {"fake-model": {"name": "Fake", "limit": {"context": 100000, "output": 8000},
                    "cost": {"input": 1, "output": 2}}}}}}
                """.formatted(url);
    }
}
