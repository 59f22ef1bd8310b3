package dev.coppice.process;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What one command and all that it starts may use of this host; what is not named is not limited.
 *
 * @param memory in bytes, of all its processes together
 * @param processes at one time, threads counting as well
 * @param cores of processor time, on average: 1.5 is one and a half
 * @param openFiles of each process
 * @param output in bytes, of all that it prints
 * @param disk in bytes, of all that lies in the directory that it works in
 */
public record Limits(
        OptionalLong memory,
        OptionalInt processes,
        OptionalDouble cores,
        OptionalInt openFiles,
        OptionalLong output,
        OptionalLong disk) {

    public Limits {
        var whole = LongStream.of(
                memory.orElse(1), processes.orElse(1), openFiles.orElse(1), output.orElse(1), disk.orElse(1));
        if (whole.anyMatch(number -> number < 1) || !(cores.orElse(1) > 0)) {
            throw new IllegalArgumentException("a limit must be more than nothing");
        }
    }

    public static Limits none() {
        return new Limits(
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** Those of these that can be held to by whoever only hears a command and sees where it works. */
    Limits ofOutputAndDisk() {
        var none = none();
        return new Limits(none.memory, none.processes, none.cores, none.openFiles, output, disk);
    }

    /** Those that are held by a control group, each for the whole tree. */
    List<Controller> controllers() {
        var wanted = new ArrayList<Controller>();
        if (memory.isPresent()) {
            wanted.add(Controller.MEMORY);
        }
        if (processes.isPresent()) {
            wanted.add(Controller.PROCESSES);
        }
        if (cores.isPresent()) {
            wanted.add(Controller.CORES);
        }
        return wanted;
    }

    /** The words in front of a command that hold its processes to what each may use; none if nothing is limited so. */
    List<String> words() {
        return openFiles.isPresent()
                ? List.of(
                        Programs.tool("sh").orElse("sh"),
                        "-c",
                        "ulimit -n \"$0\" && exec \"$@\"",
                        Integer.toString(openFiles.getAsInt()))
                : List.of();
    }
}
