package dev.coppice.agent.roster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.agent.codex.Codex;
import dev.coppice.agent.opencode.Opencode;
import dev.coppice.agent.program.Cli;
import dev.coppice.fakemodel.ModelAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The CLIs that the same tests drive: how each is pointed at a fake model, and what tells its recordings apart. */
enum TestedCli {
    CODEX("@openai/codex", "fake-model") {

        @Override
        Cli cli(AgentSettings settings) {
            return new Codex(settings.codex());
        }

        @Override
        Stream<CliCase> ends() {
            return CodexCases.all();
        }
    },

    OPENCODE("opencode-ai", "fake/fake-model") {

        @Override
        Cli cli(AgentSettings settings) {
            return new Opencode(settings.opencode());
        }

        @Override
        Stream<CliCase> ends() {
            return OpencodeCases.all();
        }
    };

    static final String KEY = "fake-key-that-is-redacted";

    final String npmPackage;
    private final String model;

    TestedCli(String npmPackage, String model) {
        this.npmPackage = npmPackage;
        this.model = model;
    }

    /** The variables that send it to the model at this URL. */
    Map<String, String> pointedAt(String url) {
        return ModelAddress.of(agent(), url);
    }

    abstract Cli cli(AgentSettings settings);

    /** The ways in which its runs end. */
    abstract Stream<CliCase> ends();

    static Stream<CliCase> allEnds() {
        return Stream.of(values()).flatMap(TestedCli::ends);
    }

    /** The agent's name. */
    String agent() {
        return name().toLowerCase(Locale.ROOT);
    }

    Map<String, String> key() {
        return Map.of(ModelAddress.keyOf(agent()), KEY);
    }

    /** What its runs need to be told anyway, and more. */
    AgentSettings settings(Path program, Map<String, String> more) {
        var properties = new HashMap<>(more);
        properties.putIfAbsent("coppice." + agent() + ".model", model);
        properties.put("coppice." + agent() + ".program", program.toString());
        return Settings.of(properties);
    }

    /** The real one, of the version that is pinned. */
    Path program() {
        return Path.of(System.getProperty(property())).toAbsolutePath();
    }

    void assumeInstalled() {
        var isThere = !System.getProperty(property(), "").isEmpty();
        assumeTrue(isThere, "no " + property() + ": the real " + agent() + " CLI is not tested");
    }

    private String property() {
        return "coppice.test." + agent();
    }
}
