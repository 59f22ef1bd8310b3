package dev.coppice.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code .coppice.yaml}. Whoever can commit can write it, so it is believed nothing and may do no more than a task can. */
public final class ProjectFile {

    public static final String NAME = ".coppice.yaml";

    private static final int MOST_BYTES = 65_536;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build());

    private ProjectFile() {}

    /** What reading came to. */
    public sealed interface Reading {

        record Read(ProjectSettings settings) implements Reading {}

        /** For people: what is wrong, and where. */
        record Malformed(String reason) implements Reading {}
    }

    /** Without a file, a repository asks for nothing; {@code files} are those of one commit, by their paths. */
    public static Reading read(Function<String, Optional<byte[]>> files) {
        return files.apply(NAME)
                .map(file -> read(file, files))
                .orElseGet(() -> new Reading.Read(ProjectSettings.usual()));
    }

    private static Reading read(byte[] file, Function<String, Optional<byte[]>> files) {
        if (file.length > MOST_BYTES) {
            return new Reading.Malformed(NAME + " has more than " + MOST_BYTES + " bytes");
        }
        try {
            return settings(tree(file), files);
        } catch (ProjectFields.Wrong wrong) {
            return new Reading.Malformed(NAME + ": " + wrong.getMessage());
        } catch (CharacterCodingException e) {
            return new Reading.Malformed(NAME + " is not UTF-8");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            return new Reading.Malformed(
                    NAME + (place == null ? "" : " line " + place.getLineNr()) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Reading.Malformed(NAME + ": " + e.getMessage());
        }
    }

    private static JsonNode tree(byte[] file) throws IOException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(file))
                .toString();
        try (var parser = YAML.createParser(text)) {
            JsonNode tree = YAML.readTree(parser);
            if (tree != null && parser.nextToken() != null) {
                throw new ProjectFields.Wrong("it holds more than one document");
            }
            return tree == null ? YAML.createObjectNode() : tree;
        }
    }

    private static Reading settings(JsonNode tree, Function<String, Optional<byte[]>> files) {
        if (tree.isNull() || tree.isMissingNode()) {
            return new Reading.Read(ProjectSettings.usual());
        }
        return new Reading.Read(new ProjectFields(tree, files).settings());
    }
}
