package dev.coppice.cli;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.PlanParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coppice validate}: reads a plan, shows what was found in it, and starts nothing. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Reads a plan and shows its batches, tasks, dependencies and problems; runs nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the plan can be run", "2:it cannot, or bad usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ValidateCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "The plan, a Markdown file.")
    Path plan;

    @Option(
            names = "--dialect",
            paramLabel = "D",
            description = "Read the plan as this dialect (native) instead of finding out.")
    @Nullable
    String dialect;

    @Option(names = "--json", description = "Print the result and the problems as JSON.")
    boolean json;

    @Override
    public Integer call() {
        byte[] source = read();
        String name = Optional.ofNullable(plan.getFileName()).orElse(plan).toString();
        ParsedPlan parsed = PlanParser.parse(name, source, Optional.ofNullable(dialect));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PlanJson.of(parsed));
        } else {
            out.print(new PlanTree(parsed.plan()).text());
            String text = new String(source, StandardCharsets.UTF_8);
            spec.commandLine().getErr().print(new DiagnosticLines(plan.toString(), text).of(parsed));
        }
        out.flush();
        spec.commandLine().getErr().flush();
        return switch (parsed) {
            case ParsedPlan.Accepted _ -> ExitCode.OK;
            case ParsedPlan.Rejected _ -> ExitCode.USAGE;
        };
    }

    /** One byte more than a plan may have: the parser then says that it is too large, whatever the file is. */
    private byte[] read() {
        try (InputStream in = Files.newInputStream(plan)) {
            return in.readNBytes(PlanParser.LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "there is no plan " + plan, e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read the plan " + plan + ": " + e.getMessage(), e);
        }
    }
}
