package dev.coppice.access.issuer;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token says of its holder.
 *
 * @param values by name, as JSON has them: texts, numbers, lists and maps
 */
public record Claims(Map<String, Object> values) {

    public Claims {
        values = Collections.unmodifiableMap(new HashMap<>(values)); // JSON has nulls
    }

    /** The claim of exactly this name; otherwise each {@code /} leads into an object. Empty if there is none, or if it is no text. */
    Optional<String> text(String path) {
        return at(path) instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }

    /** The texts of a list, or the words of a text; none if there is no such claim, or something else. */
    List<String> words(String path) {
        return switch (at(path)) {
            case String text ->
                Arrays.stream(text.split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
            case Collection<?> list -> list.stream().flatMap(Claims::texts).toList();
            case null, default -> List.of();
        };
    }

    private static Stream<String> texts(@Nullable Object value) {
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }

    /** Names of claims may be addresses, whose slashes lead nowhere. */
    private @Nullable Object at(String path) {
        return values.containsKey(path) ? values.get(path) : within(values, path);
    }

    private static @Nullable Object within(Map<?, ?> object, String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return object.get(path);
        }
        return object.get(path.substring(0, slash)) instanceof Map<?, ?> inner
                ? within(inner, path.substring(slash + 1))
                : null;
    }
}
