package dev.coppice.isolation.dagger;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.coppice.process.Command;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaggerLauncherTest {

    private static final String NASTY = "a\"b\\c$d\n{ } # é 😀 \u0001";

    @TempDir
    Path folder;

    private Path worktree;
    private final Tail output = new Tail(4096);
    private final Tail error = new Tail(4096);

    @BeforeEach
    void makeWorktree() throws IOException {
        worktree = Files.createDirectory(folder.resolve("worktree"));
        Files.createDirectory(folder.resolve("stage"));
        Files.writeString(worktree.resolve(".git"), "gitdir: elsewhere\n");
        Files.writeString(worktree.resolve("old"), "old\n");
        Files.writeString(worktree.resolve("kept"), "kept\n");
    }

    @Test
    void aCommandFindsTheWorktreeAndWhatItLeavesComesBack() throws IOException {
        try (var engine = new StubEngine(Schemas.own(), folder)) {
            assertThatFilesGoThereAndBack(engine);
        }
    }

    @Test
    void everyQueryHoldsBeforeThePublishedSchemas() throws IOException {
        assumeFalse(Schemas.published().isEmpty(), "no folder of schemas in coppice.test.dagger-schemas");

        for (var schema : Schemas.published()) {
            Files.writeString(worktree.resolve("old"), "old\n");
            try (var engine = new StubEngine(schema, folder)) {
                assertThatFilesGoThereAndBack(engine);
            }
        }
    }

    private void assertThatFilesGoThereAndBack(StubEngine engine) throws IOException {
        var script = "cat >new; rm old; ln -sfn /etc/passwd link; mkdir -p d; printf x >d/run; chmod 750 d/run;"
                + " echo out; echo err >&2; printf '%s' \"$NASTY\" >nasty; printf '%s' \"$KEY\" >key; exit 3";
        var command = command(Map.of("NASTY", NASTY, "KEY", "top secret"), "in" + NASTY, "sh", "-c", script);

        var result = run(engine, command);

        assertThat(engine.objections()).isEmpty();
        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.Exited.class,
                        exited -> assertThat(exited.code()).isEqualTo(3));
        assertThat(worktree.resolve("new")).hasContent("in" + NASTY);
        assertThat(worktree.resolve("nasty")).hasContent(NASTY);
        assertThat(worktree.resolve("key")).hasContent("top secret");
        assertThat(worktree.resolve("old")).doesNotExist();
        assertThat(worktree.resolve("kept")).hasContent("kept");
        assertThat(worktree.resolve(".git")).hasContent("gitdir: elsewhere");
        assertThat(Files.readSymbolicLink(worktree.resolve("link"))).isEqualTo(Path.of("/etc/passwd"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(worktree.resolve("d/run"))))
                .isEqualTo("rwxr-x---");
        assertThat(output.lastLines(1)).isEqualTo("out");
        assertThat(error.lastLines(1)).isEqualTo("err");
        assertThat(engine.queries()).noneMatch(query -> query.contains("top secret"));
        assertThat(engine.resolver().images()).contains("debian:13");
    }

    @Test
    void aDeathBySignalIsAnExitCode() throws IOException {
        try (var engine = new StubEngine(Schemas.own(), folder)) {
            var result = run(engine, command(Map.of(), "", "sh", "-c", "kill -KILL $$"));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            ProcessResult.Exited.class,
                            exited -> assertThat(exited.code()).isEqualTo(137));
        }
    }

    @Test
    void aProgramThatTheImageLacksIsSaidToBeMissing() throws IOException {
        try (var engine = new StubEngine(Schemas.own(), folder)) {
            var result = run(engine, command(Map.of(), "", "no-such-program"));

            assertThat(result)
                    .isEqualTo(new ProcessResult.NotStarted(
                            "cannot start no-such-program: the image has no such program"));
        }
    }

    @Test
    void noTwoRunsOfACommandAreTheSameToTheEngine() throws IOException {
        try (var engine = new StubEngine(Schemas.own(), folder)) {
            run(engine, command(Map.of(), "", "true"));
            run(engine, command(Map.of(), "", "true"));

            var runs = engine.queries().stream()
                    .filter(query -> query.contains("withExec"))
                    .toList();
            assertThat(runs).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void aCommandThatIsTooSlowEndsAndTheWorktreeStaysAsItWas() throws IOException {
        try (var engine = new StubEngine(Schemas.own(), folder)) {
            var slow = new Command(
                    List.of("sh", "-c", "rm old; exec sleep 300"), worktree, Map.of(), "", Duration.ofSeconds(1));

            assertThat(run(engine, slow)).isEqualTo(new ProcessResult.TimedOut(Duration.ofSeconds(1)));
            assertThat(worktree.resolve("old")).exists();
        }
    }

    @Test
    void aStoppedCommandEndsTheSessionThatWasItsOwn() throws IOException {
        try (var engine = new StubEngine(Schemas.own(), folder)) {
            var program = programFor(engine);
            var launcher = launcher(new DaggerProgram(config(Optional.of(program.toString())), Map.of()));
            var running = launcher.launch(command(Map.of(), "", "sleep", "300"), output, error);
            await().until(() -> engine.queries().stream().anyMatch(query -> query.contains("withExec")));

            running.stop();

            assertThat(running.await()).isEqualTo(new ProcessResult.Stopped(137));
            await().until(() -> Files.exists(folder.resolve("ended")));
            assertThat(launcher.launch(command(Map.of(), "", "true"), output, error)
                            .await())
                    .isInstanceOf(ProcessResult.Exited.class);
            launcher.close();
        }
    }

    @Test
    void attemptsRunSideBySide() throws IOException {
        try (var engine = new StubEngine(Schemas.own(), folder)) {
            var meeting = Files.createDirectory(folder.resolve("meeting"));
            var script = "touch $1/$2; until [ -e $1/$3 ]; do sleep 0.05; done";
            var other = Files.createDirectory(folder.resolve("other"));
            var one = launcher(TestDaggerConfig.inSessionOf(engine))
                    .launch(
                            command(Map.of(), "", "sh", "-c", script, "sh", meeting.toString(), "a", "b"),
                            output,
                            error);
            var two = launcher(TestDaggerConfig.inSessionOf(engine))
                    .launch(
                            new Command(
                                    List.of("sh", "-c", script, "sh", meeting.toString(), "b", "a"),
                                    other,
                                    Map.of(),
                                    "",
                                    Duration.ofMinutes(1)),
                            Output.none(),
                            Output.none());

            assertThat(one.await()).isInstanceOf(ProcessResult.Exited.class);
            assertThat(two.await()).isInstanceOf(ProcessResult.Exited.class);
        }
    }

    @Test
    void aProgramThatOpensNoSessionIsQuoted() throws IOException {
        var program = script("echo no engine in sight >&2; exit 1");
        var launcher = launcher(new DaggerProgram(config(Optional.of(program.toString())), Map.of()));

        var result =
                launcher.launch(command(Map.of(), "", "true"), output, error).await();

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.NotStarted.class,
                        refused -> assertThat(refused.reason()).startsWith("dagger opens no session"));
    }

    @Test
    void withoutASessionOrAProgramTheReasonIsSaid() {
        var program = new DaggerProgram(config(Optional.empty()), Map.of("PATH", folder.toString()));

        assertThat(program.objection())
                .contains("there is no program 'dagger' on PATH, coppice.dagger.program names none, and"
                        + " DAGGER_SESSION_PORT and DAGGER_SESSION_TOKEN name no open session");
    }

    private ProcessResult run(StubEngine engine, Command command) {
        try (var launcher = launcher(TestDaggerConfig.inSessionOf(engine))) {
            return launcher.launch(command, output, error).await();
        }
    }

    private DaggerLauncher launcher(DaggerProgram program) {
        return new DaggerLauncher(
                program,
                new DaggerLauncher.Attempt("attempt", new Base.Named("debian:13"), folder.resolve("stage"), List.of()));
    }

    /** As the real one: says where it answers, and ends when its standard input does. */
    private Path programFor(StubEngine engine) throws IOException {
        return script("echo '{\"port\":%d,\"session_token\":\"%s\"}'; cat >/dev/null; touch '%s'"
                .formatted(engine.port(), StubEngine.TOKEN, folder.resolve("ended")));
    }

    private Path script(String text) throws IOException {
        var file = Files.writeString(folder.resolve("dagger"), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static DaggerConfig config(Optional<String> program) {
        return new TestDaggerConfig(program, Optional.of(List.of("KEY")));
    }

    private Command command(Map<String, String> environment, String input, String... words) {
        return new Command(List.of(words), worktree, environment, input, Duration.ofMinutes(2));
    }
}
