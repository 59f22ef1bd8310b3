package dev.coppice.agent.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How codex and opencode are called: where they are found, what is in their environment, and whose home they have. */
class CliCallTest extends AStandInForACli {

    @ParameterizedTest
    @EnumSource
    void aCliThatIsGoneIsNotTheTasksFault(TestedCli cli) {
        assertThat(work(cli, folder.resolve("gone")).result())
                .isInstanceOfSatisfying(
                        AgentResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason())
                                .contains(
                                        "CLI not found, looked in " + folder.resolve("gone"),
                                        "set coppice." + cli.agent() + ".program"));
    }

    @ParameterizedTest
    @EnumSource
    void withAKeyEveryAttemptHasAFreshHomeOfItsOwn(TestedCli cli) throws IOException {
        var program = script("cat \"$HOME/left\" > found.txt 2>&1; echo left > \"$HOME/left\"; echo \"$HOME\"");
        var key = new HashMap<>(cli.key());
        key.putAll(Map.of("HOME", folder.toString(), "COPPICE_EXECUTION", "exec_1", "XDG_CONFIG_HOME", "/mine"));

        work(cli, program, Map.of(), key, LONG);
        work(cli, program, Map.of(), key, LONG);

        assertThat(folder.resolve("found.txt")).content().contains("No such file");
        assertThat(folder.resolve("left")).doesNotExist();
        assertThat(log.text().lines().filter(line -> line.startsWith(folder + "/homes/exec_1/1.2-")))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    /** Else it would fetch a package into each. */
    @Test
    void aHomeHasWhatOpencodeWouldInstallIntoIt() throws IOException {
        var program = script("ls \"$HOME/.config/opencode\"");

        work(TestedCli.OPENCODE, program, Map.of(), TestedCli.OPENCODE.key(), LONG);

        assertThat(log.text()).contains("node_modules\npackage-lock.json\n");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAKeyItHasTheUsersHomeWhereTheLoginIs(TestedCli cli) throws IOException {
        work(cli, script("echo \"home $HOME\""), Map.of(), Map.of("HOME", folder.toString()), LONG);

        assertThat(log.text()).contains("home " + folder + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void nothingButWhatIsOnTheListReachesItsEnvironment(TestedCli cli) throws IOException {
        var variables = new HashMap<>(cli.key());
        variables.putAll(Map.of(
                "GITHUB_TOKEN", "not-for-agents", "AWS_SECRET_ACCESS_KEY", "not-for-agents", "MINE", "for-this-agent"));

        work(cli, script("env"), Map.of("coppice." + cli.agent() + ".environment", "MINE"), variables, LONG);

        assertThat(log.text()).contains("MINE=for-this-agent", TestedCli.KEY).doesNotContain("not-for-agents");
    }

    @ParameterizedTest
    @EnumSource
    void aSecretOfItsOwnReachesItAndNoLogInAnyForm(TestedCli cli) throws IOException {
        var file = Files.writeString(folder.resolve("key"), "p\u00e4ss/wort-of-a-file\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var settings = Map.of("coppice." + cli.agent() + ".secrets", "PLAIN=" + file);

        work(
                cli,
                script("test \"$PLAIN\" = 'p\u00e4ss/wort-of-a-file' && echo got it\nprintf 'p\u00e4ss/wo'; sleep 0.1;"
                        + " echo rt-of-a-file\necho 'p\\u00e4ss\\/wort-of-a-file'; printf %s \"$PLAIN\" | base64 >&2"),
                settings,
                cli.key(),
                LONG);

        assertThat(log.text()).contains("got it", "[redacted]").doesNotContain("wort-of", "cMOkc3");
    }

    @ParameterizedTest
    @EnumSource
    void aSecretThatIsNotThereIsNotTheTasksFault(TestedCli cli) throws IOException {
        var settings = Map.of("coppice." + cli.agent() + ".secrets", "KEY=" + folder.resolve("gone"));

        assertThat(work(cli, script("true"), settings, cli.key(), LONG).result().toString())
                .startsWith("Unavailable[word=infrastructure")
                .contains("the secret KEY has no file of at most 64 KiB at");
    }
}
