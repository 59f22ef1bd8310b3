package dev.coppice.submission;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.plan.reading.PlanParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A plan that a caller names by its path in a repository's checkout. The caller is not trusted with other files of the host: the path
 * stays in the checkout, follows no link, spares git's own folder, and names a text that could be a plan.
 */
public record PlanLocation(Path topLevel, String path) {

    private static final Set<String> ENDINGS = Set.of(".md", ".markdown", ".txt");

    /** What is found there. */
    public sealed interface Found {

        record Text(String text) implements Found {}

        /** The path is not one to be read, whatever is there. */
        record Forbidden(String reason) implements Found {}

        record Missing(String reason) implements Found {}
    }

    /** Reads the plan. */
    public Found read() {
        try {
            var relative = Path.of(path);
            return isInside(relative) ? readInside(relative) : new Found.Forbidden(outside());
        } catch (InvalidPathException e) {
            return new Found.Forbidden("no path of a file");
        }
    }

    /** Reads the plan as it is in the commit that the words name; for a repository that has no checkout. */
    public Found readIn(String revision) {
        try {
            var relative = Path.of(path);
            return isInside(relative)
                    ? switch (GitRepository.open(topLevel)) {
                        case Opening.Refused _ -> missing();
                        case Opening.Opened(var repository) ->
                            repository
                                    .resolve(revision)
                                    .flatMap(commit -> repository.history().file(commit, relative.toString()))
                                    .map(this::text)
                                    .orElseGet(this::missing);
                    }
                    : new Found.Forbidden(outside());
        } catch (InvalidPathException e) {
            return new Found.Forbidden("no path of a file");
        }
    }

    private Found missing() {
        return new Found.Missing("there is no file " + path + " in the repository");
    }

    private Found text(byte[] bytes) {
        try {
            return bytes.length > PlanParser.LARGEST
                    ? new Found.Forbidden("a plan has at most " + PlanParser.LARGEST + " bytes, " + path + " has more")
                    : new Found.Text(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return new Found.Forbidden(path + " is no text in UTF-8");
        }
    }

    private String outside() {
        return "a plan's path is relative to the repository, stays inside it, and ends with "
                + String.join(", ", ENDINGS.stream().sorted().toList());
    }

    private static boolean isInside(Path relative) {
        boolean isPlain = StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .noneMatch(name ->
                        name.isEmpty() || name.equals("..") || name.equals(".") || name.equalsIgnoreCase(".git"));
        var name = relative.toString().toLowerCase(Locale.ROOT);
        return isPlain && !relative.isAbsolute() && ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** The real path is compared as a whole, because a link may hide in any folder on the way. */
    private Found readInside(Path relative) {
        try {
            if (!Files.exists(topLevel.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return new Found.Missing("the repository is bare and has no files to read; send the plan as plan_text");
            }
            var expected = topLevel.toRealPath().resolve(relative);
            if (!expected.toRealPath().equals(expected)) {
                return new Found.Forbidden("the path leads over a symbolic link; name the file itself");
            }
            if (!Files.isRegularFile(expected, LinkOption.NOFOLLOW_LINKS)) {
                return missing();
            }
            return text(expected);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return missing();
        } catch (IOException e) {
            return new Found.Missing("the file " + path + " cannot be read");
        }
    }

    private Found text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return text(in.readNBytes(PlanParser.LARGEST + 1));
        }
    }
}
