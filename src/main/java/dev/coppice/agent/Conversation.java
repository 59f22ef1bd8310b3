package dev.coppice.agent;

import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an agent needs to go on with a conversation instead of beginning one.
 *
 * @param id the agent's own name of it
 * @param home the HOME that it is kept in, where that is not the user's
 * @param cost in US dollars, of all that was said in it so far; the agent counts on from there
 * @param usage by the models' names, of all that was said in it so far; counted on as well
 */
public record Conversation(String id, Optional<Path> home, BigDecimal cost, Map<String, Usage> usage) {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,63}");

    public Conversation {
        usage = Map.copyOf(usage);
    }

    /** With an agent that counts no tokens, or does not count them on. */
    public Conversation(String id, Optional<Path> home, BigDecimal cost) {
        this(id, home, cost, Map.of());
    }

    /** One of this name; empty if it is no name that may stand on a command line. */
    public static Optional<Conversation> named(
            String id, Optional<Path> home, BigDecimal cost, Map<String, Usage> usage) {
        return NAME.matcher(id).matches() ? Optional.of(new Conversation(id, home, cost, usage)) : Optional.empty();
    }
}
