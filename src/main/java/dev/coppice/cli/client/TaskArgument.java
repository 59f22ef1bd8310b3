package dev.coppice.cli.client;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.task.TaskNumber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A task as a person names it. */
final class TaskArgument {

    private TaskArgument() {}

    /** The number as a part of a path. */
    static String path(String number) {
        try {
            return URLEncoder.encode(new TaskNumber(number).text(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ClientRefusal(ExitCode.USAGE, "'" + number + "' is no task's number such as 1.2");
        }
    }
}
