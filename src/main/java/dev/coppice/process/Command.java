package dev.coppice.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run: no shell is involved, the environment is exactly the one given.
 *
 * @param arguments the program, looked up on the environment's PATH unless it holds a slash, and its arguments
 * @param input what it reads on its standard input
 * @param timeLimit after it the whole tree is ended; must be positive
 */
public record Command(
        List<String> arguments, Path directory, Map<String, String> environment, Input input, Duration timeLimit) {

    public Command {
        if (arguments.isEmpty() || timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("a command needs a program and a positive time limit");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** One that reads this text, and no more. */
    public Command(
            List<String> arguments, Path directory, Map<String, String> environment, String input, Duration timeLimit) {
        this(arguments, directory, environment, new Input.Text(input), timeLimit);
    }

    /** The same, with these variables as well. */
    public Command with(Map<String, String> variables) {
        var all = new HashMap<>(environment);
        all.putAll(variables);
        return new Command(arguments, directory, all, input, timeLimit);
    }

    /** The same, reading this. */
    public Command with(Input other) {
        return new Command(arguments, directory, environment, other, timeLimit);
    }
}
