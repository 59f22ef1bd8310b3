package dev.coppice.cli;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the secret by which a service knows its operator's own commands. */
final class OperatorToken {

    private static final int BYTES = 32;

    private OperatorToken() {}

    /** A new one of 256 random bits. */
    static String random() {
        byte[] bits = new byte[BYTES];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
