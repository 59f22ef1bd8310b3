package dev.coppice.submission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells one version of a plan from another: SHA-256 of its exact text. */
public final class PlanHash {

    private PlanHash() {}

    /** In hexadecimal digits. */
    public static String of(String planText) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(planText.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
