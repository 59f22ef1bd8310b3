package dev.coppice.wholeplan;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One task of a drawn plan.
 *
 * @param parents the tasks that it names as what it depends on
 * @param edits lines of shell, which do the same on the same files whenever they run
 * @param pause for how long its agent takes its time, in hundredths of a second
 */
record DrawnTask(
        String number,
        int batch,
        List<String> parents,
        List<String> edits,
        Conduct conduct,
        Optional<String> check,
        int pause) {

    DrawnTask {
        parents = List.copyOf(parents);
        edits = List.copyOf(edits);
    }

    static DrawnTask draw(Random random, String number, int batch, List<String> earlier) {
        return new DrawnTask(
                number,
                batch,
                earlier.stream().filter(_ -> random.nextInt(8) == 0).toList(),
                Edits.draw(random, number),
                conduct(random),
                check(random),
                random.nextInt(40));
    }

    private static Conduct conduct(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> Conduct.FAILS;
            case 1 -> Conduct.DIES_ONCE;
            default -> Conduct.WORKS;
        };
    }

    private static Optional<String> check(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Optional.of("test -e " + Edits.file(random));
            case 1, 2 -> Optional.of("test -f .gitignore");
            default -> Optional.empty();
        };
    }

    /** Its part of the plan; the line is what the shell runs. */
    String text(String line) {
        return "### Task " + number + ": Drawn " + number + "\n\n```sh\n" + line + "\n```\n\n"
                + (parents.isEmpty() ? "" : "**Depends on:** " + String.join(", ", parents) + "\n\n")
                + check.map(command -> "**Verification:**\n- `" + command + "`\n\n")
                        .orElse("");
    }

    String effect() {
        return String.join("\n", edits) + "\n";
    }

    /** What the agent runs. */
    String script() {
        int half = edits.size() / 2;
        return "set -e\n" + String.join("\n", edits.subList(0, half)) + "\nsleep 0." + String.format("%02d", pause)
                + (conduct == Conduct.DIES_ONCE ? "\ntest \"$COPPICE_ATTEMPT\" != 1 || kill -9 $$" : "")
                + "\n" + String.join("\n", edits.subList(half, edits.size()))
                + (conduct == Conduct.FAILS ? "\nexit 7" : "") + "\n";
    }
}
