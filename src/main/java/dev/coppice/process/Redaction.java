package dev.coppice.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Hands on what a process prints with every secret blacked out, wherever the pieces of the stream begin and end.
 *
 * <p>Only bytes that may be the beginning of a secret are held back until more is known; {@link #finish} hands on the rest.
 */
public final class Redaction implements Output {

    private static final byte[] MARK = "[redacted]".getBytes(StandardCharsets.UTF_8);

    private final Output to;
    private final List<byte[]> secrets;
    private byte[] held = new byte[0];

    Redaction(Output to, Collection<String> secrets) {
        this.to = to;
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** A text with every secret in it blacked out. */
    public static String of(String text, Collection<String> secrets) {
        var clean = new ByteArrayOutputStream(text.length());
        var redaction = new Redaction((buffer, length) -> clean.write(buffer, 0, length), secrets);
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        try {
            redaction.write(all, all.length);
            redaction.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return clean.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(byte[] buffer, int length) throws IOException {
        var text = Arrays.copyOf(held, held.length + length);
        System.arraycopy(buffer, 0, text, held.length, length);
        handOn(text, false);
    }

    /** The stream is at its end: what was held back is no secret. */
    synchronized void finish() throws IOException {
        handOn(held, true);
    }

    private void handOn(byte[] text, boolean isEnd) throws IOException {
        var clean = new ByteArrayOutputStream(text.length);
        int at = 0;
        while (at < text.length && (isEnd || !mayBegin(text, at))) {
            int secret = lengthOfSecret(text, at);
            if (secret > 0) {
                clean.writeBytes(MARK);
                at += secret;
            } else {
                clean.write(text[at++]);
            }
        }
        held = Arrays.copyOfRange(text, at, text.length);
        if (clean.size() > 0) {
            to.write(clean.toByteArray(), clean.size());
        }
    }

    /** The longest comes first: a secret that begins with another one must not be left standing with its end. */
    private int lengthOfSecret(byte[] text, int at) {
        for (byte[] secret : secrets) {
            if (secret.length <= text.length - at && matches(secret, text, at)) {
                return secret.length;
            }
        }
        return 0;
    }

    /** Whether the text ends inside what may become a secret that begins here. */
    private boolean mayBegin(byte[] text, int at) {
        for (byte[] secret : secrets) {
            if (secret.length > text.length - at && matches(secret, text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] secret, byte[] text, int at) {
        int length = Math.min(secret.length, text.length - at);
        return text[at] == secret[0] && Arrays.equals(text, at, at + length, secret, 0, length);
    }
}
