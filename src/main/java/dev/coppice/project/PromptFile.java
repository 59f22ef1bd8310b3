package dev.coppice.project;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a file that is to be a {@link PromptTemplate}. */
final class PromptFile {

    private static final int MOST_BYTES = 65_536;

    private PromptFile() {}

    /** Reads it; what is wrong with it is said as the rest of a sentence about it. */
    static PromptTemplate read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new IllegalArgumentException("has more than " + MOST_BYTES + " bytes");
        }
        var text = text(file);
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("has a NUL in it: it is no text");
        }
        return PromptTemplate.checked(text);
    }

    private static String text(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8", e);
        }
    }
}
