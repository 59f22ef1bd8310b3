package dev.coppice.agent.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the settings of agents is told in words, all of it at once. */
class RosterCheckTest {

    private static final Map<String, String> SENSIBLE = Map.of(
            "coppice.agents.profiles", "fast,my-own",
            "coppice.profile.fast.agent", "claude",
            "coppice.profile.my-own.agent", "acp",
            "coppice.profile.my-own.command", "gemini --acp",
            "coppice.agents.escalation", "fast,codex,shell",
            "coppice.agents.fallback", "claude=codex, codex = my-own");

    private static List<String> problems(Map<String, String> settings) {
        return RosterCheck.problems(() -> Settings.of(settings));
    }

    private static Map<String, String> sensibleBut(String setting, String value) {
        var settings = new HashMap<>(SENSIBLE);
        settings.put(setting, value);
        return settings;
    }

    @Test
    void settingsThatMakeSenseAndNoneAtAllAreFine() {
        assertThat(problems(Map.of())).isEmpty();
        assertThat(problems(SENSIBLE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Fast", "-fast", "9lives", "fast_one", "a b", "a/b", "a2345678901234567890123456789012", "ä"})
    void aNameIsAShortWordOfSmallLetters(String name) {
        assertThat(problems(Map.of("coppice.agents.profiles", name)))
                .singleElement()
                .asString()
                .startsWith("coppice.agents.profiles: '" + name + "' is no name for a profile: ");
    }

    @Test
    void theLongestNameIsANameStill() {
        var name = "a".repeat(31);

        assertThat(problems(Map.of("coppice.agents.profiles", name, "coppice.profile." + name + ".agent", "codex")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "opencode", "shell", "command"})
    void noProfileTakesTheNameOfAnAgentThatIsAlwaysThere(String name) {
        assertThat(problems(Map.of("coppice.agents.profiles", name, "coppice.profile." + name + ".agent", "codex")))
                .singleElement()
                .asString()
                .contains("'" + name + "' is no name for a profile", "none of claude, codex, opencode, shell, command");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coppice.agents.profiles | fast,my-own,fast | coppice.agents.profiles names 'fast' twice",
                "coppice.profile.fast.agent | cursor | coppice.profile.fast.agent is 'cursor'; it must be one of claude,",
                "coppice.profile.my-own.command | '' | coppice.profile.my-own.command is no command that starts an ACP",
                "coppice.agents.escalation | fast,codex,fast | coppice.agents.escalation names 'fast' twice",
                "coppice.agents.escalation | slow | coppice.agents.escalation names 'slow'; it may name: claude, codex,",
                "coppice.agents.escalation | command | coppice.agents.escalation names 'command'; it may name: claude,",
                "coppice.agents.fallback | claude | coppice.agents.fallback must be made of pairs such as claude=codex;",
                "coppice.agents.fallback | claude= | coppice.agents.fallback must be made of pairs such as claude=codex;",
                "coppice.agents.fallback | a=b=c | coppice.agents.fallback must be made of pairs such as claude=codex;",
                "coppice.agents.fallback | claude=codex,claude=fast | coppice.agents.fallback names 'claude' twice",
                "coppice.agents.fallback | claude=claude | coppice.agents.fallback makes 'claude' the fallback of itself",
                "coppice.agents.fallback | claude=nobody | coppice.agents.fallback names 'nobody'; it may name: claude,",
                "coppice.agents.fallback | command=codex | coppice.agents.fallback names 'command'; it may name: claude,",
                "coppice.agents.fallback | claude=shell | coppice.agents.fallback names 'shell', which never pauses",
            })
    void whatMakesNoSenseIsTold(String setting, String value, String told) {
        assertThat(problems(sensibleBut(setting, value)))
                .singleElement()
                .asString()
                .startsWith(told);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var settings = Map.of(
                "coppice.agents.profiles", "Fast,slow",
                "coppice.agents.escalation", "nobody",
                "coppice.agents.fallback", "claude");

        assertThat(problems(settings)).hasSize(4);
    }

    @Test
    void aValueThatIsNoneOfASettingsIsToldAsWell() {
        assertThat(problems(Map.of("coppice.agents.silence-limit", "soon")))
                .singleElement()
                .asString()
                .contains("coppice.agents.silence-limit");
        assertThat(problems(sensibleBut("coppice.profile.fast.max-turns", "many")))
                .singleElement()
                .asString()
                .contains("max-turns");
    }
}
