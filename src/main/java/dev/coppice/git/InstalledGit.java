package dev.coppice.git;

import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.DirectLauncher;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The git program of this machine, as an environment's PATH leads to it. */
public sealed interface InstalledGit {

    /** New enough for all that Coppice asks of it. */
    record Usable(Path program, String version) implements InstalledGit {}

    record TooOld(Path program, String version, String oldest) implements InstalledGit {}

    /** None on PATH, or one that does not answer. */
    record Missing(String reason) implements InstalledGit {}

    static InstalledGit look(Map<String, String> environment) {
        var here = Path.of("").toAbsolutePath();
        return Programs.find("git", here, environment)
                .<InstalledGit>map(program -> ask(program, here, environment))
                .orElseGet(() -> new Missing("there is no git on PATH"));
    }

    private static InstalledGit ask(Path program, Path here, Map<String, String> environment) {
        var said = new Capture(1000);
        var command = new Command(
                List.of(program.toString(), "version"),
                here,
                GitSettings.environment(environment),
                "",
                Duration.ofSeconds(10));
        return switch (new DirectLauncher().launch(command, said, said).await()) {
            case ProcessResult.Exited(int code, var _)
            when code == 0 -> judge(program, said.text().strip());
            case ProcessResult.Exited _ ->
                new Missing(program + " fails: " + said.text().strip());
            case ProcessResult.TimedOut _, ProcessResult.Exceeded _, ProcessResult.Stopped _ ->
                new Missing(program + " does not answer");
            case ProcessResult.NotStarted(var reason) -> new Missing(reason);
        };
    }

    private static InstalledGit judge(Path program, String words) {
        var version = words.replaceFirst("^git version ", "");
        return GitVersion.parse(words)
                        .filter(found -> found.compareTo(GitVersion.OLDEST) >= 0)
                        .isPresent()
                ? new Usable(program, version)
                : new TooOld(program, version, GitVersion.OLDEST.toString());
    }
}
