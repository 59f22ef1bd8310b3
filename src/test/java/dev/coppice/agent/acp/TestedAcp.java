package dev.coppice.agent.acp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.fakemodel.ModelAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Real agents of the Agent Client Protocol: how each is started, and pointed at a fake model. */
enum TestedAcp {
    OPENCODE("opencode", "acp"),
    GEMINI("gemini", "--acp"),
    CLAUDE("claude-agent-acp", "");

    static final String KEY = "fake-key-that-is-redacted";

    private final String program;
    private final String arguments;

    TestedAcp(String program, String arguments) {
        this.program = program;
        this.arguments = arguments;
    }

    /** The name of it, and of its recordings' folder. */
    String agent() {
        return "acp-" + cli();
    }

    private String cli() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it finds in its environment, the model being at this URL. */
    Map<String, String> variables(String url) {
        var variables = new HashMap<>(ModelAddress.of(cli(), url));
        variables.put(ModelAddress.keyOf(cli()), KEY);
        if (this == CLAUDE) {
            variables.put("CLAUDE_CODE_MAX_RETRIES", "1");
        }
        return variables;
    }

    /** Its settings, and more. */
    Map<String, String> settings(Map<String, String> more) {
        var all = new HashMap<String, String>();
        all.put("coppice.acp.environment", String.join(",", variables("").keySet()));
        all.putAll(more);
        return all;
    }

    String command() {
        return (System.getProperty("coppice.test." + program) + " " + arguments).strip();
    }

    void assumeInstalled() {
        var property = "coppice.test." + program;
        assumeTrue(
                !System.getProperty(property, "").isEmpty(),
                "no " + property + ": the real one is not tested over ACP");
    }
}
