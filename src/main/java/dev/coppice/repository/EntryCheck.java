package dev.coppice.repository;

import dev.coppice.project.VerificationSettings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what is wrong with the settings of a named repository. */
record EntryCheck(String name, RepositoriesConfig.Entry entry) {

    /** A folder is called so, on file systems too that do not tell capitals apart. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /** One sentence for each thing; empty if all is well. */
    static List<String> problems(RepositoriesConfig config) {
        var each = new TreeMap<>(config.named())
                .entrySet().stream()
                        .map(entry -> new EntryCheck(entry.getKey(), entry.getValue()))
                        .flatMap(EntryCheck::problems);
        return Stream.concat(each, twice(config)).toList();
    }

    /** Executions know a repository by its folder, so one of two names would never count. */
    private static Stream<String> twice(RepositoriesConfig config) {
        var paths = config.named().values().stream()
                .flatMap(entry -> entry.path().map(NamedRepositories::real).stream())
                .toList();
        return paths.stream()
                .filter(path -> Collections.frequency(paths, path) > 1)
                .distinct()
                .map(path -> "coppice.repositories has two names for " + path);
    }

    private Stream<String> problems() {
        return Stream.of(calling(), place(), login(), files(), numbers())
                .flatMap(Optional::stream)
                .map(problem -> "coppice.repositories." + name + " " + problem);
    }

    private Optional<String> calling() {
        return given(!NAME.matcher(name).matches(), "has no name of up to 63 small letters, digits, - and _");
    }

    private Optional<String> place() {
        if (entry.path().isPresent() == entry.url().isPresent()) {
            return Optional.of("needs either path or url");
        }
        return entry.url().isEmpty()
                ? given(!isAbsolute(entry.path()), "path must be absolute")
                : entry.url()
                        .map(text -> RemoteUrl.read(text, entry.allowHttp()))
                        .flatMap(reading -> switch (reading) {
                            case RemoteUrl.Reading.Read _ -> Optional.<String>empty();
                            case RemoteUrl.Reading.Refused(var reason) -> Optional.of("url: " + reason);
                        });
    }

    private Optional<String> login() {
        long tokens = Stream.of(entry.token(), entry.tokenFile(), entry.tokenHelper())
                .filter(Optional::isPresent)
                .count();
        if (tokens > 1) {
            return Optional.of("has more than one of token, token-file and token-helper");
        }
        if (entry.path().isPresent()) {
            return given(
                    tokens > 0
                            || entry.sshKeyFile().isPresent()
                            || entry.knownHostsFile().isPresent(),
                    "is a path, whose remotes git's own configuration opens; logins are for a url");
        }
        boolean isOfSsh = isOfSsh();
        return given(isOfSsh && tokens > 0, "is reached by ssh, which takes ssh-key-file and no token")
                .or(() -> given(
                        !isOfSsh
                                && (entry.sshKeyFile().isPresent()
                                        || entry.knownHostsFile().isPresent()),
                        "is reached by https, which takes a token and no ssh-key-file"));
    }

    private boolean isOfSsh() {
        return entry.url().map(text -> RemoteUrl.read(text, true)).stream()
                .anyMatch(reading -> reading instanceof RemoteUrl.Reading.Read(var url) && url.isOfSsh());
    }

    private Optional<String> files() {
        return given(
                Stream.of(entry.sshKeyFile(), entry.knownHostsFile(), entry.tokenFile())
                        .anyMatch(file -> file.isPresent() && !isAbsolute(file)),
                "ssh-key-file, known-hosts-file and token-file must be absolute paths");
    }

    private Optional<String> numbers() {
        return given(isOutside(entry.limit(), 1, Integer.MAX_VALUE), "limit must be 1 or more")
                .or(() -> given(
                        isOutside(entry.repairRounds(), 0, VerificationSettings.MOST_REPAIR_ROUNDS),
                        "repair-rounds must be 0 to " + VerificationSettings.MOST_REPAIR_ROUNDS))
                .or(() -> given(
                        isOutside(entry.gateTrain(), 1, VerificationSettings.LONGEST_GATE_TRAIN),
                        "gate-train must be 1 to " + VerificationSettings.LONGEST_GATE_TRAIN));
    }

    private static boolean isOutside(OptionalInt number, int least, int most) {
        return number.isPresent() && (number.getAsInt() < least || number.getAsInt() > most);
    }

    private static boolean isAbsolute(Optional<String> path) {
        return path.filter(text -> text.startsWith("/") && text.indexOf('\0') < 0)
                .isPresent();
    }

    private static Optional<String> given(boolean isSo, String problem) {
        return isSo ? Optional.of(problem) : Optional.empty();
    }
}
