package dev.coppice.protocol;

import dev.coppice.protocol.World.Task;
import java.util.Arrays;

/** What holds in every world. */
final class Invariants {

    private Invariants() {}

    /** What does not hold here; empty if all is well. */
    static String violated(World world) {
        if (world.result == Value.EMPTY || Arrays.stream(world.tasks).anyMatch(task -> task.fence == Value.EMPTY)) {
            return "a ref holds what another git had only begun to write";
        }
        if (world.intent == 0 && world.result != world.recorded) {
            return "nothing is under way, but git has another result than is recorded";
        }
        for (int number = 0; number < world.tasks.length; number++) {
            var task = world.tasks[number];
            if (task.completions > 1) {
                return "two completions of one task are accepted";
            }
            if (landings(world, number) > 1) {
                return "a task is twice on the result";
            }
            if ((task.lease != 0) != (task.state == World.EXECUTING)) {
                return "a lease without an executing task, or one without a lease";
            }
        }
        return "";
    }

    private static int landings(World world, int task) {
        int perTask = (world.owners.length - 1) / world.tasks.length;
        int found = 0;
        for (int rest = world.result; rest > 0; rest /= 8) {
            found += (rest % 8 - 1) / perTask == task ? 1 : 0;
        }
        return found;
    }

    /** Nothing is left to do. */
    static boolean isEnd(World world) {
        return world.intent == 0 && Arrays.stream(world.tasks).allMatch(Invariants::isOver);
    }

    private static boolean isOver(Task task) {
        return task.state == World.COMPLETED || task.state == World.FAILED;
    }
}
