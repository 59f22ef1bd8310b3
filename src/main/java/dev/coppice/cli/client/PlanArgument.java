package dev.coppice.cli.client;

import dev.coppice.cli.options.PlanOptions;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.plan.reading.PlanParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The plan to submit: a file here, whose text is sent, or a path in the service's repository. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PlanArgument {

    @Parameters(index = "0", paramLabel = "PLAN", description = "The Markdown plan; its text is sent to the service.")
    String plan;

    @Option(
            names = "--path",
            description = "PLAN is a path in the service's repository, and the service reads it there.")
    boolean isPath;

    void writeTo(Map<String, Object> body) {
        if (isPath) {
            body.put("plan_path", plan);
        } else {
            var file = Path.of(plan);
            body.put("plan_text", read(file));
            body.put(
                    "plan_name",
                    Optional.ofNullable(file.getFileName()).orElse(file).toString());
        }
    }

    /** Of a plan whose text is sent; empty if it lies in no repository here. */
    Optional<String> pathInRepository() {
        return isPath ? Optional.empty() : PlanOptions.pathInRepository(Path.of(plan));
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] source = in.readNBytes(PlanParser.LARGEST + 1);
            if (source.length > PlanParser.LARGEST) {
                throw new ClientRefusal(
                        ExitCode.USAGE, file + " is too large for a plan: more than " + PlanParser.LARGEST + " bytes");
            }
            return new String(source, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ClientRefusal(ExitCode.USAGE, "there is no plan " + file);
        } catch (IOException e) {
            throw new ClientRefusal(ExitCode.USAGE, "cannot read the plan " + file + ": " + e.getMessage());
        }
    }
}
