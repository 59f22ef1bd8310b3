package dev.coppice.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plans that the end-to-end tests run. */
final class SamplePlans {

    static final String TWO_BATCHES = """
            # Two batches

            ## Batch 1: Parts

            ### Task 1.1: Write the first

            **Files:**
            - Create: `first.txt`

            ```sh
            echo first > first.txt
            ```

            **Verification:**
            - `test -f first.txt`

            ### Task 1.2: Write the second

            **Files:**
            - Create: `second.txt`

            ```sh
            echo second > second.txt
            ```

            **Verification:**
            - `test -f second.txt`

            ## Batch 2: Whole

            ### Task 2.1: Join both

            **Files:**
            - Create: `joined.txt`

            ```sh
            cat first.txt second.txt > joined.txt
            ```

            **Verification:**
            - `test -f joined.txt`
            """;

    static final String ONE_FAILS = """
            ## Batch 1: Parts

            ### Task 1.1: Good

            ```sh
            sleep 1
            echo good > good.txt
            ```

            ### Task 1.2: Broken

            ```sh
            echo "half done" > broken.txt
            ```

            **Verification:**
            - `test -f finished.txt`

            ### Task 1.3: Good too

            ```sh
            sleep 1
            echo good > good-too.txt
            ```

            ## Batch 2: After

            ### Task 2.1: Needs all

            ```sh
            echo never > never.txt
            ```
            """;

    static final String SAME_LINE = """
            ## Batch 1: Collision

            ### Task 1.1: Left

            ```sh
            sleep 1
            sed -i 's/two/left/' shared.txt
            ```

            ### Task 1.2: Right

            ```sh
            sleep 1
            sed -i 's/two/right/' shared.txt
            ```
            """;

    static final String NOTHING_TO_DO = """
            ## Batch 1: Nothing

            ### Task 1.1: Without a check

            Nothing here.

            ### Task 1.2: With a check

            **Verification:**
            - `test -f README.md`
            """;

    static final String NEEDS_A_FILE = """
            ## Batch 1: Check

            ### Task 1.1: Make the file

            **Verification:**
            - `test -f needed.txt`
            """;

    private SamplePlans() {}

    /** Tasks 1.1 to 1.n of one batch, each in a file of its own; it is the agent that decides what they do. */
    static String independent(int tasks) {
        return "## Batch 1: Independent\n\n"
                + IntStream.rangeClosed(1, tasks)
                        .mapToObj(task ->
                                "### Task 1." + task + ": Number " + task + "\n\n**Files:**\n- Create: `done-1." + task
                                        + "`\n\n```sh\nsleep 0.3\necho " + task + " > done-1." + task + "\n```\n")
                        .collect(Collectors.joining("\n"));
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
