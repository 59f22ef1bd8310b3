package dev.coppice.agent.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Recording;
import dev.coppice.money.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The agents on what their real CLIs printed once: a script says it again. Runs where there is no CLI. */
class RecordedCliTest extends AStandInForACli {

    static Stream<CliCase> cases() {
        return TestedCli.allEnds();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyEndMeansWhatItMeantWhenItWasRecorded(CliCase run) throws IOException {
        var program = Recording.of(run.cli().agent(), run.name()).program(folder);

        var report = work(run.cli(), program, run.settings(), run.variables(), LONG);

        run.meaning().accept(report.result());
        assertThat(started).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyLineOfTheCliIsKeptAsItCameAndNoneOfThemIsInTheLog(TestedCli cli) throws IOException {
        var recording = Recording.of(cli.agent(), "writes-a-file");

        work(cli, recording.program(folder));

        assertThat(log.raw()).isEqualTo(Files.readString(recording.output()));
        assertThat(log.text().lines()).noneMatch(line -> line.startsWith("{"));
        assertThat(log.text()).containsPattern("(?m)^coppice: .* tokens read");
    }

    @ParameterizedTest
    @EnumSource
    void theLogTellsWhatTheModelSaidAndDidAndWhatItGotBack(TestedCli cli) throws IOException {
        work(cli, Recording.of(cli.agent(), "writes-a-file").program(folder));
        work(cli, Recording.of(cli.agent(), "runs-a-failing-command").program(folder));

        var told = switch (cli) {
            case CODEX ->
                List.of("tool shell: /bin/bash -lc 'mkdir -p", "> All done.", "tool shell: /bin/bash -lc 'exit 3'");
            case OPENCODE ->
                List.of(
                        "tool write: /worktree/made.txt",
                        "  | Wrote file successfully.",
                        "> All done.",
                        "tool bash: exit 3");
        };
        var lines = log.text().lines().toList();
        assertThat(told).allSatisfy(begin -> assertThat(lines).anyMatch(line -> line.startsWith(begin)));
        assertThat(lines).contains("  ! exit code 3").noneMatch(line -> line.startsWith("result of "));
        assertThat(lines.stream().filter(line -> line.startsWith("tool "))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void tokensAreToldByTheModelThatWasConfiguredOrElseByTheCli(TestedCli cli) throws IOException {
        var program = Recording.of(cli.agent(), "writes-a-file").program(folder);
        var setting = "coppice." + cli.agent() + ".model";

        assertThat(work(cli, program, Map.of(setting, ""), cli.key(), LONG).usage())
                .isEqualTo(Map.of(cli.agent(), new Usage(2000, 100, 0, 0)));
        assertThat(work(cli, program, Map.of(setting, "provider/a-model"), cli.key(), LONG)
                        .usage())
                .isEqualTo(Map.of("provider/a-model", new Usage(2000, 100, 0, 0)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnknownOrNoJsonOrWithoutEndIsPassedOver(TestedCli cli) throws IOException {
        var program =
                script("""
                cat > /dev/null
                printf '%%s\\n' '' 'no json' 'null' '[]' '{}' '{"type":7}' '{"type":"from.the.future","status":"error"}' '{"type":"err'
                head -c 9000000 /dev/zero | tr '\\0' '['; echo
                head -c 200000 /dev/zero | tr '\\0' '['; echo
                printf '\\000\\377\\n'
                cat '%s'
                printf '%%s\\n' '{"type":"something.else"}' '}'
                """.formatted(Recording.of(cli.agent(), "writes-a-file").output()));

        assertThat(work(cli, program).result()).isEqualTo(new AgentResult.Finished());
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatEndsBeforeItsEndIsNoSuccess(TestedCli cli) throws IOException {
        var program = script("cat > /dev/null; head -n 1 '"
                + Recording.of(cli.agent(), "writes-a-file").output() + "' | head -c 40; echo 'out of luck' >&2");

        assertThat(work(cli, program).result()).isInstanceOf(AgentResult.Failed.class);
    }

    @ParameterizedTest
    @EnumSource
    void aSuccessThatExitsOtherwiseIsNone(TestedCli cli) throws IOException {
        var program = script("cat > /dev/null; cat '"
                + Recording.of(cli.agent(), "writes-a-file").output() + "'; echo 'out of luck' >&2; exit 7");

        assertThat(work(cli, program).result())
                .isInstanceOfSatisfying(
                        AgentResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("exit code 7", "out of luck"));
    }

    @ParameterizedTest
    @EnumSource
    void oneThatTriesInVainForEverIsEndedThoughItNeverFallsSilent(TestedCli cli) throws IOException {
        var vain = switch (cli) {
            case CODEX -> "echo '{\"type\":\"error\",\"message\":\"waiting for network\"}'";
            case OPENCODE -> "echo 'level=ERROR message=\"stream error\" error.error=\"no route\"' >&2";
        };

        var report = work(cli, script("cat > /dev/null; while :; do " + vain + "; sleep 0.01; done"));

        assertThat(report.result())
                .isInstanceOfSatisfying(
                        AgentResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.word()).isEqualTo("provider_failed"));
        assertThat(log.text()).contains("coppice: it would try in vain for ever, and was ended");
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotBeginDidNotLikeHowItWasCalled(TestedCli cli) throws IOException {
        var program = script("cat > /dev/null; echo 'unknown option' >&2; exit 2");

        assertThat(work(cli, program).result())
                .isEqualTo(new AgentResult.Blocked("agent_configuration", "exit code 2: unknown option"));
    }

    @ParameterizedTest
    @EnumSource
    void oneThatSomebodyElseKilledIsNotTheTasksFault(TestedCli cli) throws IOException {
        assertThat(work(cli, script("cat > /dev/null; kill -9 $$")).result())
                .isInstanceOfSatisfying(
                        AgentResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("signal 9"));
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatIsStillAtWorkAfterItsTimeIsEnded(TestedCli cli) throws IOException {
        var limit = Duration.ofMillis(500);

        var report = work(cli, script("sleep 600"), Map.of(), Map.of(), limit);

        assertThat(report.result()).isEqualTo(new AgentResult.TimedOut(limit));
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatIsPrintedCanPassForAWordOfCoppices(TestedCli cli) throws IOException {
        var hostile = "x\\\\ncoppice: forged\\\\u001b[2J";
        var program = script("cat > /dev/null; echo '" + complaint(cli).formatted(hostile)
                + "'; printf 'coppice: forged\\rcoppice: forged\\n'; printf 'coppice: forged\\n' >&2");

        work(cli, program);

        assertThat(log.text().lines())
                .anyMatch(line -> line.contains("x coppice: forged"))
                .noneMatch(line -> line.startsWith("coppice: forged"));
        assertThat(log.text()).doesNotContain("\u001b");
    }

    private static String complaint(TestedCli cli) {
        return switch (cli) {
            case CODEX -> "{\"type\":\"error\",\"message\":\"%s\"}";
            case OPENCODE -> "{\"type\":\"tool_use\",\"part\":{\"tool\":\"bash\",\"state\":{\"title\":\"%s\"}}}";
        };
    }
}
