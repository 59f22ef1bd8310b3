package dev.coppice.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The webhooks that the operator has configured. */
@ConfigMapping(prefix = "coppice.webhooks")
interface WebhooksConfig {

    @WithParentName
    Map<String, Target> byName();

    /** Whom to tell, and what. */
    interface Target {

        String url();

        /** {@code whsec_} and Base64; several while they are being exchanged. */
        Optional<List<String>> secret();

        /** A file with one on each line, read anew for each look. */
        Optional<Path> secretFile();

        /** Types of events; without any those that suit the format. */
        Optional<List<String>> events();

        /** The only repositories whose executions are told of, by absolute folders or the folders' names. */
        Optional<List<String>> repositories();

        @WithDefault("standard")
        String format();

        /** Whether the address may be this machine's or one of a private network. */
        @WithDefault("false")
        boolean allowPrivate();
    }
}
