package dev.coppice.event;

import dev.coppice.task.TaskNumber;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event with what people call its task and batch by.
 *
 * @param task empty where it concerns a batch or the execution as a whole, or the task is deleted
 * @param batch its position in the plan
 */
public record LoggedEvent(TaskEvent event, Optional<TaskNumber> task, OptionalInt batch) {

    Position position() {
        return event.position();
    }
}
