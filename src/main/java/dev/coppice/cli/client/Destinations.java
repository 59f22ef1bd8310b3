package dev.coppice.cli.client;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.database.ServiceNote;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the service that a command means: the one that is named, else the one of the data folder, else the usual address.
 *
 * @param server as the option names it
 * @param tokenFile as the option names it
 * @param note of the service of the data folder, if one runs
 */
record Destinations(
        Optional<String> server,
        Optional<Path> tokenFile,
        Map<String, String> environment,
        Supplier<Optional<ServiceNote>> note) {

    private static final String USUAL = "http://127.0.0.1:8001";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    /** Looked for anew each time: a service that was restarted has another token, and perhaps another port. */
    Destination find() {
        var own = note.get();
        var address = named().map(Destinations::address)
                .or(() -> own.map(ServiceNote::address))
                .orElse(USUAL);
        // The operator's token goes to the operator's service, and nowhere else.
        return new Destination(
                address,
                token().or(() ->
                        own.filter(mine -> mine.address().equals(address)).map(ServiceNote::token)));
    }

    private Optional<String> named() {
        return server.or(() -> variable("COPPICE_SERVER"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String address(String text) {
        try {
            var uri = new URI(text.strip());
            boolean isPlain = Stream.of(uri.getRawUserInfo(), uri.getRawQuery(), uri.getRawFragment())
                    .allMatch(part -> part == null);
            if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null && isPlain) {
                return uri.toString().replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Told below, like an address of another form.
        }
        throw new ClientRefusal(
                ExitCode.USAGE, "'" + text + "' is no address of a service such as https://coppice.example:8001");
    }

    private Optional<String> token() {
        return tokenFile
                .map(Destinations::read)
                .or(() -> variable("COPPICE_TOKEN"))
                .map(Destinations::checked);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new ClientRefusal(ExitCode.USAGE, "cannot read the token in " + file + ": " + e);
        }
    }

    /** What it is must not be shown. */
    private static String checked(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new ClientRefusal(
                    ExitCode.USAGE, "the token must be one line of printable characters without spaces");
        }
        return token;
    }
}
