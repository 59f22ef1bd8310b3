package dev.coppice.cli.options;

import dev.coppice.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Where reports are to be kept, as absolute paths; "" for one that is not wanted. */
public record ReportFiles(String junit, String summary) {

    public static final ReportFiles NONE = new ReportFiles("", "");

    /** Writes those that are wanted, and the folders above them. */
    public void write(Supplier<String> xml, Supplier<String> markdown) throws IOException {
        if (!junit.isEmpty()) {
            write(Path.of(junit), xml.get());
        }
        if (!summary.isEmpty()) {
            write(Path.of(summary), markdown.get());
        }
    }

    /** Writes one file, and the folders above it. */
    public static void write(Path file, String text, OpenOption... how) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text, StandardCharsets.UTF_8, how);
    }

    /** Tells that a report could not be written; the exit code of a command that would otherwise have ended with {@code code}. */
    public static int missing(IOException reason, int code, PrintStream messages) {
        messages.println("coppice: cannot write the report: " + reason);
        return code == ExitCode.OK ? ExitCode.INFRASTRUCTURE : code;
    }
}
