package dev.coppice.webhook;

import dev.coppice.webhook.egress.TargetUrl;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a webhook nobody may read in the database: its address, which may be a secret as Slack's are, and its secrets, the newest first. */
record SealedTarget(TargetUrl url, List<SigningSecret> secrets) {
    SealedTarget {
        secrets = List.copyOf(secrets);
    }

    /** Of what {@link #text} has written; empty if it is none. */
    static Optional<SealedTarget> of(String text) {
        var lines = text.split("\n", -1);
        return TargetUrl.of(lines[0])
                .map(url -> new SealedTarget(
                        url,
                        Arrays.stream(lines)
                                .skip(1)
                                .flatMap(line -> SigningSecret.of(line).stream())
                                .toList()));
    }

    String text() {
        return Stream.concat(Stream.of(url.uri().toString()), secrets.stream().map(SigningSecret::text))
                .collect(Collectors.joining("\n"));
    }

    /** With a new secret; the one before is still known. */
    SealedTarget rotated(SigningSecret next) {
        return new SealedTarget(
                url, Stream.concat(Stream.of(next), secrets.stream().limit(1)).toList());
    }

    /** The secrets to sign with: the old one only while receivers may not have the new one yet. */
    List<SigningSecret> signing(boolean isRotating) {
        return secrets.stream().limit(isRotating ? 2 : 1).toList();
    }

    @Override
    public String toString() {
        return "SealedTarget[" + url + "]";
    }
}
