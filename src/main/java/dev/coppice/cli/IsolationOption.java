package dev.coppice.cli;

import dev.coppice.isolation.Isolation;
import dev.coppice.isolation.Sandboxes;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --isolation}: whether tasks work on the host or in a sandbox. */
final class IsolationOption {

    @Option(
            names = "--isolation",
            paramLabel = "W",
            defaultValue = "",
            description =
                    "host: with your rights. sandbox: agents and checks see their worktree and little else, or nothing is"
                            + " started. auto (default): agent CLIs in a sandbox where one works, everything else on the host."
                            + " kubernetes: the same as --mode kubernetes.")
    String word = "";

    /** What is wrong with it, in words for people. */
    Optional<String> objection() {
        if (!word.isEmpty() && Isolation.named(word).isEmpty()) {
            return Optional.of("no isolation '" + word + "'; this version has: " + Isolation.words());
        }
        try {
            var usual = Sandboxes.usual(); // also tells of settings that make no sense
            return Isolation.named(word).orElse(usual) == Isolation.SANDBOX
                    ? Sandboxes.missing()
                            .map(reason -> "--isolation sandbox: no sandbox here: " + reason + "; see coppice doctor")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** As given, else as configured. */
    Isolation wanted() {
        return Isolation.named(word).orElseGet(Sandboxes::usual);
    }

    /** Says once, before work begins, that agents are not walled in although nobody wanted it so. */
    void tellOfFallback(boolean isCli) {
        Sandboxes.fallback(wanted(), isCli).ifPresent(words -> System.err.println("coppice: " + words));
    }
}
