package dev.coppice.forge.github;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Reads a private RSA key in either of the forms in which it is kept in PEM; GitHub gives out the older one. */
final class AppKey {

    private static final String OLDER = "RSA PRIVATE KEY";

    /** Version 0, and the identifier of RSA without parameters. */
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private AppKey() {}

    static PrivateKey of(String pem) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        byte[] newer = pem.contains(OLDER) ? wrapped(SEQUENCE, joined(RSA, wrapped(OCTETS, der))) : der;
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(newer));
    }

    private static byte[] wrapped(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x82); // Two bytes of length: no key of use is shorter than 256 bytes, or longer than 65,535.
        out.write(content.length >> 8);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }
}
