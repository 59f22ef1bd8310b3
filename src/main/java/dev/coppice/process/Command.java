package dev.coppice.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run: no shell is involved, the environment is exactly the one given, and standard input ends after {@code input}.
 *
 * @param arguments the program, looked up on the environment's PATH unless it holds a slash, and its arguments
 * @param timeLimit after it the whole tree is ended; must be positive
 */
public record Command(
        List<String> arguments, Path directory, Map<String, String> environment, String input, Duration timeLimit) {

    public Command {
        if (arguments.isEmpty() || timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("a command needs a program and a positive time limit");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
