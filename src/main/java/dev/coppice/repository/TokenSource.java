package dev.coppice.repository;

import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.DirectLauncher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where the token that opens a repository comes from. */
sealed interface TokenSource {

    /** A token is a line of this length at most. */
    int LONGEST = 8192;

    Duration TIME_LIMIT = Duration.ofSeconds(30);

    /** The token itself. */
    record Written(String text) implements TokenSource {
        @Override
        public String toString() {
            return "a token";
        }
    }

    record InFile(Path file) implements TokenSource {}

    /** A command of the operator's that prints it, in the environment that Coppice has itself; no shell is involved. */
    record PrintedBy(List<String> words) implements TokenSource {}

    /** As it is now; an {@link IllegalStateException} says why there is none, and never what it is. */
    default String token() {
        var text = switch (this) {
            case Written(var written) -> written;
            case InFile(var file) -> read(file);
            case PrintedBy(var words) -> print(words);
        };
        var token = text.strip();
        if (token.isEmpty() || token.length() > LONGEST || token.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalStateException("the " + name() + " gives no token of one line");
        }
        return token;
    }

    private String name() {
        return switch (this) {
            case Written _ -> "token";
            case InFile _ -> "token-file";
            case PrintedBy _ -> "token-helper";
        };
    }

    private static String read(Path file) {
        try {
            return Files.size(file) > LONGEST ? "" : Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("the token-file cannot be read", e);
        }
    }

    private static String print(List<String> words) {
        var printed = new Capture(LONGEST + 1);
        var here = Path.of("").toAbsolutePath();
        var command = new Command(words, here, System.getenv(), "", TIME_LIMIT);
        var result =
                new DirectLauncher().launch(command, printed, Output.none()).await();
        return switch (result) {
            case ProcessResult.Exited(int code, var _) when code == 0 -> printed.text();
            case ProcessResult.Exited _ -> throw new IllegalStateException("the token-helper fails");
            case ProcessResult.TimedOut _, ProcessResult.Exceeded _, ProcessResult.Stopped _ ->
                throw new IllegalStateException("the token-helper does not come to an end");
            case ProcessResult.NotStarted _ -> throw new IllegalStateException("the token-helper cannot be started");
        };
    }
}
