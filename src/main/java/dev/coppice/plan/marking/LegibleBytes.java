package dev.coppice.plan.marking;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file as a plan's reader takes it: what is no text gives way to question marks, each byte to one, so that every place stays. */
final class LegibleBytes {

    private LegibleBytes() {}

    static byte[] of(byte[] file) {
        byte[] legible = file.clone();
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(file);
        CharBuffer out = CharBuffer.allocate(file.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            Arrays.fill(legible, in.position(), in.position() + result.length(), (byte) '?');
            in.position(in.position() + result.length());
            result = decoder.decode(in, out, true);
        }
        for (int i = 0; i < legible.length; i++) {
            legible[i] = legible[i] == 0 ? (byte) '?' : legible[i];
        }
        return legible;
    }
}
