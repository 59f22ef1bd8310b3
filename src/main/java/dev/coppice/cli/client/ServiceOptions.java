package dev.coppice.cli.client;

import dev.coppice.database.DataHome;
import dev.coppice.database.ServiceNote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service is meant. There is no option for the token itself: everybody on a machine can read command lines. */
final class ServiceOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "The service's address. Default: COPPICE_SERVER, else the service of the data folder if one runs,"
                            + " else http://127.0.0.1:8001.")
    @Nullable
    String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Where the service's token is. Default: what COPPICE_TOKEN says.")
    @Nullable
    Path tokenFile;

    Destinations destinations() {
        return new Destinations(
                Optional.ofNullable(server),
                Optional.ofNullable(tokenFile),
                System.getenv(),
                () -> ServiceNote.read(DataHome.standard()));
    }

    /** What a command that goes on from here has to say to mean the same service. */
    List<String> again() {
        var words = new ArrayList<String>();
        Optional.ofNullable(server).ifPresent(url -> words.addAll(List.of("--server", url)));
        Optional.ofNullable(tokenFile).ifPresent(file -> words.addAll(List.of("--token-file", file.toString())));
        return words;
    }
}
