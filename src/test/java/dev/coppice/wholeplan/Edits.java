package dev.coppice.wholeplan;

import dev.coppice.git.TestRepository;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What can be done to a handful of files; so few that tasks meet each other in them. */
final class Edits {

    private static final int FILES = 5;
    private static final int LINES = 20;

    /** So far apart that git merges a change of one with a change of the next. */
    private static final int APART = 5;

    private Edits() {}

    /** The files as the user has them before the plan begins. */
    static void addFiles(TestRepository user) {
        for (int file = 1; file <= FILES; file++) {
            var text = new StringBuilder();
            for (int line = 1; line <= LINES; line++) {
                text.append("line ")
                        .append(line)
                        .append(" of file ")
                        .append(file)
                        .append('\n');
            }
            user.write("f" + file, text.toString());
        }
        user.commitAll("files");
    }

    static String file(Random random) {
        return "f" + (1 + random.nextInt(FILES));
    }

    static List<String> draw(Random random, String task) {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(_ -> one(random, task))
                .toList();
    }

    private static String one(Random random, String task) {
        String file = file(random);
        String words = random.nextInt(4) == 0 ? "the same" : "of task " + task;
        return switch (random.nextInt(12)) {
            case 0 -> "rm -f " + file;
            case 1 -> "test ! -f " + file + " || mv " + file + " moved" + random.nextInt(3);
            case 2 -> "test ! -f " + file + " || chmod +x " + file;
            case 3 -> "mkdir -p new; echo " + words + " > new/" + random.nextInt(2);
            case 4 -> "rm -f " + file + "; ln -s '" + words + "' " + file;
            case 5, 6 -> "mkdir -p own; echo x > own/" + task;
            default ->
                "test ! -f " + file + " || sed -i '" + (2 + APART * random.nextInt(LINES / APART)) + "s/.*/" + words
                        + "/' " + file;
        };
    }
}
