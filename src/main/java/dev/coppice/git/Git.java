package dev.coppice.git;

import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.DirectLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.process.ProcessResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs git in one directory, under settings that neither configuration nor environment can disturb. */
public final class Git {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
    private static final int OUTPUT_LIMIT = 256 << 20;
    private static final int ERROR_LIMIT = 64 << 10;

    /** Those that run no filter or merge driver of the user's; nor any other program, without hooks and with all objects there. */
    private static final Set<String> START_NO_OTHER = Set.of(
            "cat-file",
            "check-ref-format",
            "clean",
            "commit-tree",
            "diff-index",
            "diff-tree",
            "for-each-ref",
            "ls-tree",
            "merge-base",
            "rev-list",
            "rev-parse",
            "show-ref",
            "update-ref",
            "version",
            "write-tree");

    private static final Launcher ALONE = DirectLauncher.alone();
    private static final Launcher YIELDING = DirectLauncher.yielding();

    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> settings;
    private final Duration timeLimit;
    private final boolean startsOthers;

    private Git(Path directory, Map<String, String> environment) {
        this(directory, environment, GitSettings.OVERRULED, TIME_LIMIT, false);
    }

    private Git(
            Path directory,
            Map<String, String> environment,
            List<String> settings,
            Duration timeLimit,
            boolean startsOthers) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.settings = List.copyOf(settings);
        this.timeLimit = timeLimit;
        this.startsOthers = startsOthers;
    }

    /** Lets git find the repository from the directory; only for looking, never in a directory where an agent has worked. */
    static Git discovering(Path directory, Map<String, String> inherited) {
        return new Git(directory, GitSettings.environment(inherited));
    }

    /** On an empty repository made in the directory: for looking at files whose own repository is gone. */
    public static Git scratch(Path directory) {
        var git = discovering(directory, System.getenv());
        git.demand("init", "--quiet", "--bare", ".");
        return git.on(directory, directory);
    }

    /** The same settings in another directory. */
    public Git in(Path other) {
        return new Git(other, environment, settings, timeLimit, startsOthers);
    }

    /** The same directory with one more environment variable. */
    public Git with(String name, String value) {
        var changed = new HashMap<>(environment);
        changed.put(name, value);
        return new Git(directory, changed, settings, timeLimit, startsOthers);
    }

    /** The same, ended after another time. */
    Git within(Duration limit) {
        return new Git(directory, environment, settings, limit, startsOthers);
    }

    /** The same, but the user's hooks run. */
    Git withHooks() {
        return new Git(directory, environment, GitSettings.OVERRULED_BUT_HOOKS, timeLimit, true);
    }

    /** The same in a partial clone, where git fetches what is missing, whatever it is asked. */
    Git fetching() {
        return new Git(directory, environment, settings, timeLimit, true);
    }

    /** New objects go to this folder, and are read from there as well as from the repository; what it has already is not copied. */
    Git borrowing(Path objects, Path commonDirectory) {
        var own = commonDirectory.resolve("objects").toString();
        return with("GIT_OBJECT_DIRECTORY", objects.toString())
                .with(
                        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                        '"' + own.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }

    /** Whether there is a program that git would run as this hook. */
    boolean hasHook(String name) {
        var place = withHooks().demand("rev-parse", "--git-path", "hooks/" + name);
        return Files.isExecutable(directory.resolve(place));
    }

    /** The same with one more setting, {@code name=value}, which wins over all others. */
    public Git configured(String setting) {
        var more = new ArrayList<>(settings);
        more.addAll(List.of("-c", setting));
        return new Git(directory, environment, more, timeLimit, startsOthers);
    }

    /** Names the repository outright, so that nothing in the directory can lead git to another one. */
    public Git on(Path gitDirectory, Path commonDirectory) {
        return with("GIT_DIR", gitDirectory.toString()).with("GIT_COMMON_DIR", commonDirectory.toString());
    }

    /** Runs the command and returns its standard output's text; any exit code but 0 is a {@link GitFailure}. */
    public String demand(String... arguments) {
        return demandAnswer("", arguments).text();
    }

    /** Runs the command on the input; any exit code but 0 is a {@link GitFailure}. */
    public GitAnswer demandAnswer(String input, String... arguments) {
        var answer = ask(input, arguments);
        if (!answer.succeeded()) {
            throw failure(answer, arguments);
        }
        return answer;
    }

    /** Runs the command; every exit code is an answer. */
    public GitAnswer ask(String input, String... arguments) {
        var output = new Bounded(OUTPUT_LIMIT);
        var answer = ask(input, output, arguments);
        if (output.isFull()) {
            throw new GitFailure(name(arguments), "more than " + OUTPUT_LIMIT + " bytes of output");
        }
        return answer;
    }

    /** Runs the command, and ends it if it prints more than so many bytes: empty then. Any exit code but 0 is a {@link GitFailure}. */
    Optional<GitAnswer> demandAtMost(int bytes, String... arguments) {
        var output = new Bounded(bytes);
        var answer = ask("", output, arguments);
        if (output.isFull()) {
            return Optional.empty();
        }
        if (!answer.succeeded()) {
            throw failure(answer, arguments);
        }
        return Optional.of(answer);
    }

    private GitAnswer ask(String input, Bounded output, String... arguments) {
        var line = new ArrayList<String>();
        line.add("git");
        line.addAll(settings);
        line.addAll(List.of(arguments));
        var error = new Capture(ERROR_LIMIT);
        var command = new Command(line, directory, environment, input, timeLimit);
        var launcher = !startsOthers && START_NO_OTHER.contains(arguments[0]) ? ALONE : YIELDING;
        var process = launcher.launch(command, output, error);
        output.of(process);
        var result = process.await();
        if (output.isFull()) {
            return new GitAnswer(-1, output.bytes(), error.text());
        }
        return switch (result) {
            case ProcessResult.Exited(int code, var _) -> new GitAnswer(code, output.bytes(), error.text());
            case ProcessResult.TimedOut(var limit) -> throw new GitFailure(name(arguments), "not done after " + limit);
            case ProcessResult.Exceeded(var limit) -> throw new GitFailure(name(arguments), limit);
            case ProcessResult.Stopped _ ->
                throw new GitFailure(GitFailure.Kind.INTERRUPTED, name(arguments), "interrupted");
            case ProcessResult.NotStarted(var reason) -> throw new GitFailure(name(arguments), reason);
        };
    }

    /** The failure that an answer amounts to, for callers that accept some exit codes only. */
    public GitFailure failure(GitAnswer answer, String... arguments) {
        String words = answer.error().isBlank() ? "exit code " + answer.code() : answer.error();
        return new GitFailure(name(arguments), words);
    }

    private String name(String... arguments) {
        return "git " + String.join(" ", arguments) + " in " + directory;
    }
}
