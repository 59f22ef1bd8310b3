package dev.coppice.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The home folder that a sandbox has in the place of the user's, and what of the user's login is let in.
 *
 * @param folder holds it, for as long as the attempt lasts
 * @param home the user's, where it is seen
 */
record PrivateHome(Path folder, Path home) {

    /** Variables that lead past the home folder to the user's files. */
    static final List<String> WAYS_ROUND = List.of(
            "CODEX_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR");

    private enum Manner {
        /** The CLI renews a login at times, so it may write there. */
        SHARED,
        /** What was planted there would be run on the host. */
        SHOWN,
        /** The CLI writes it all the time, and the user's own must not change. */
        COPIED
    }

    /** Something of a CLI's, where the user has it, and where it is found below a home folder. */
    private record Piece(Path source, String at, Manner manner) {}

    void show(Mounts mounts) throws IOException {
        mounts.writable(Files.createDirectories(folder), home);
    }

    /** Lets the login of this CLI in, and the user's settings for it; to be called after the home is laid out. */
    void showLogin(Mounts mounts, String cli, Map<String, String> environment) throws IOException {
        for (var piece : pieces(cli, environment)) {
            var at = home.resolve(piece.at());
            switch (piece.manner()) {
                case SHARED -> mounts.writable(piece.source(), at);
                case SHOWN -> mounts.readOnly(piece.source(), at);
                case COPIED -> copy(piece.source(), folder.resolve(piece.at()));
            }
        }
    }

    private static void copy(Path file, Path copy) throws IOException {
        if (Files.isRegularFile(file) && !Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private List<Piece> pieces(String cli, Map<String, String> environment) {
        return switch (cli) {
            case "claude" ->
                List.of(
                        piece(".claude/.credentials.json", Manner.SHARED),
                        piece(".claude/settings.json", Manner.SHOWN),
                        piece(".claude/CLAUDE.md", Manner.SHOWN),
                        piece(".claude.json", Manner.COPIED));
            case "codex" -> {
                var own = folder(environment, "CODEX_HOME", ".codex");
                yield List.of(
                        new Piece(own.resolve("auth.json"), ".codex/auth.json", Manner.SHARED),
                        new Piece(own.resolve("config.toml"), ".codex/config.toml", Manner.SHOWN));
            }
            case "opencode" -> {
                var data = folder(environment, "XDG_DATA_HOME", ".local/share");
                var settings = folder(environment, "XDG_CONFIG_HOME", ".config");
                yield List.of(
                        new Piece(data.resolve("opencode/auth.json"), ".local/share/opencode/auth.json", Manner.SHARED),
                        new Piece(settings.resolve("opencode"), ".config/opencode", Manner.SHOWN));
            }
            default -> List.of();
        };
    }

    private Piece piece(String path, Manner manner) {
        return new Piece(home.resolve(path), path, manner);
    }

    private Path folder(Map<String, String> environment, String variable, String usual) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> value.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> home.resolve(usual));
    }
}
