package dev.coppice.access.issuer;

import java.util.Map;

/** Makes configured issuers for the tests of other rooms. */
public final class Issuers {

    private Issuers() {}

    public static Issuer of(String address, String audience) {
        return new Issuer(HolderTest.config(Map.of("issuer", address, "audience", audience)));
    }
}
