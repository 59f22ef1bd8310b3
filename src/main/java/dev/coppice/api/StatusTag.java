package dev.coppice.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A strong entity tag: the same for the same answer, byte by byte. */
record StatusTag(String text) {

    private static final int HEX_DIGITS = 32;

    static StatusTag of(StatusView view, ObjectMapper json) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(view));
            return new StatusTag('"' + HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS) + '"');
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether an {@code If-None-Match} header names it; a proxy that compresses may have made the tag a weak one. */
    boolean isIn(@Nullable String header) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(text) || tag.equals("W/" + text));
    }
}
