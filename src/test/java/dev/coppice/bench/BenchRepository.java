package dev.coppice.bench;

import dev.coppice.git.TestRepository;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A repository of text files of about 2.5 kB, 25 to a folder, in one packed commit; the same at every run. */
public record BenchRepository(Path folder) {

    private static final int FILES_PER_FOLDER = 25;
    private static final int FOLDERS_PER_PART = 20;
    private static final int WORDS = 1_000;

    public static BenchRepository generate(Path folder, int files) {
        var checkout = TestRepository.create(folder);
        // Else a git that the scripts start might begin to tidy up while the clock runs.
        checkout.git("config", "gc.auto", "0");
        checkout.git("config", "maintenance.auto", "false");
        var random = new Random(files);
        var words = IntStream.range(0, WORDS).mapToObj(_ -> word(random)).toArray(String[]::new);
        for (int file = 0; file < files; file++) {
            checkout.write(name(file), text(random, words));
        }
        checkout.commitAll("Fill");
        checkout.git("repack", "-adq");
        return new BenchRepository(folder);
    }

    private static String name(int file) {
        int place = file / FILES_PER_FOLDER;
        return "src/part-" + place / FOLDERS_PER_PART + "/folder-" + place + "/file-" + file + ".txt";
    }

    private static String word(Random random) {
        return random.ints(3 + random.nextInt(8), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String text(Random random, String[] words) {
        var text = new StringBuilder();
        int lines = 35 + random.nextInt(30);
        for (int line = 0; line < lines; line++) {
            for (int word = 0; word < 7; word++) {
                text.append(words[random.nextInt(WORDS)]).append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    String git(String... arguments) {
        return TestRepository.at(folder).git(arguments);
    }

    /** So that every run finds the refs of those before it in one file, as after the user's own garbage collection. */
    void tidyRefs() {
        git("pack-refs", "--all", "--prune");
    }

    /** Stops the benchmark unless each task is one commit of the result above main and has left its file there. */
    void requireLanded(String result, int tasks) {
        int landed = Integer.parseInt(git("rev-list", "--count", "--first-parent", "main.." + result));
        var names = new HashSet<>(git("ls-tree", "--name-only", result).lines().toList());
        boolean complete =
                Stream.iterate(1, task -> task + 1).limit(tasks).allMatch(task -> names.contains("out-1." + task));
        if (landed != tasks || !complete) {
            throw new IllegalStateException(landed + " of " + tasks + " tasks have landed on " + result + ": " + names);
        }
    }
}
