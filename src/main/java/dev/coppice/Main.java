package dev.coppice;

import io.quarkus.runtime.annotations.QuarkusMain;

/** The one entry point. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.err.println("coppice: no command yet");
        System.exit(2);
    }
}
