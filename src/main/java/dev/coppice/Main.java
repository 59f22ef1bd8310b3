package dev.coppice;

import dev.coppice.cli.CoppiceCommand;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The one entry point. What a command needs of Quarkus or a database is started by that command. */
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String... arguments) {
        int code = CoppiceCommand.run(arguments);
        if (LaunchMode.current()
                != LaunchMode.DEVELOPMENT) { // There the process goes on, with the next build of the code.
            System.exit(code);
        }
    }
}
