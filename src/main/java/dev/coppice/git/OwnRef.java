package dev.coppice.git;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.util.Optional;

/** What a ref of Coppice's own is for, read back from its name. */
public sealed interface OwnRef {

    ExecutionId execution();

    /** The record of what has landed. */
    record Result(ExecutionId execution) implements OwnRef {}

    /** The branch that follows the result, for people. */
    record Branch(ExecutionId execution) implements OwnRef {}

    /** The work of one attempt, landed or not. */
    record Attempt(ExecutionId execution, TaskNumber task, int attempt) implements OwnRef {}

    record Fence(ExecutionId execution, TaskNumber task) implements OwnRef {}

    /** Empty if Coppice makes no ref of that name. */
    static Optional<OwnRef> of(String name) {
        try {
            return parse(name).filter(ref -> nameOf(ref).equals(name));
        } catch (IllegalArgumentException e) {
            // Anybody can make refs of any name.
            return Optional.empty();
        }
    }

    private static Optional<OwnRef> parse(String name) {
        var part = name.split("/", -1);
        if (part.length < 4) {
            return Optional.empty();
        }
        if (name.startsWith(ExecutionRefs.BRANCHES)) {
            return Optional.of(new Branch(new ExecutionId(part[3])));
        }
        var execution = new ExecutionId(part[2]);
        return switch (part[3]) {
            case "tip" -> Optional.of(new Result(execution));
            case "fence" ->
                part.length == 5 ? Optional.of(new Fence(execution, new TaskNumber(part[4]))) : Optional.empty();
            case "task" ->
                part.length == 6
                        ? Optional.of(new Attempt(execution, new TaskNumber(part[4]), Integer.parseInt(part[5])))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String nameOf(OwnRef ref) {
        var refs = new ExecutionRefs(ref.execution());
        var name = switch (ref) {
            case Result _ -> refs.result();
            case Branch _ -> refs.branch();
            case Attempt(var _, var task, int attempt) -> refs.attempt(task, attempt);
            case Fence(var _, var task) -> refs.fence(task);
        };
        return name.name();
    }
}
