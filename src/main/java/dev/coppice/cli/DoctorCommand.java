package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.NeedsNoSettings;
import dev.coppice.ops.Doctor;
import dev.coppice.ops.Finding;
import dev.coppice.process.Legible;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coppice doctor}: looks at everything that Coppice needs of this machine; changes nothing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks git, Java, agents, database, disk, isolation and logins; changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no error", "3:an error, which keeps Coppice from running"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@RegisterForReflection(targets = {DoctorCommand.View.class, DoctorCommand.FindingView.class})
final class DoctorCommand implements Callable<Integer>, NeedsNoSettings {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    CommandSpec spec;

    @Option(names = "--repo", paramLabel = "DIR", description = "Look at this git repository as well.")
    @Nullable
    Path repository;

    @Option(
            names = "--deep",
            description = "Also start and stop the embedded database, making the data folder if there is none.")
    boolean deep;

    @Option(names = "--json", description = "Print the findings as JSON.")
    boolean json;

    record View(String status, List<FindingView> checks) {}

    record FindingView(String check, String status, String found, String advice) {

        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.check(), finding.level().word(), oneLine(finding.found()), oneLine(finding.advice()));
        }

        String line() {
            return "%-7s  %s: %s%s".formatted(status, check, found, advice.isEmpty() ? "" : " -> " + advice);
        }
    }

    @Override
    public Integer call() throws JsonProcessingException {
        var findings = Doctor.here(Optional.ofNullable(repository), deep).findings();
        var worst = findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Finding.Level.OK);
        var views = findings.stream().map(FindingView::of).toList();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(new View(worst.word(), views)));
        } else {
            views.forEach(view -> out.println(view.line()));
        }
        out.flush();
        return worst == Finding.Level.ERROR ? ExitCode.INFRASTRUCTURE : ExitCode.OK;
    }

    private static String oneLine(String text) {
        return Legible.text(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
