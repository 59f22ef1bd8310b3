package dev.coppice.webhook;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** By what the secrets of webhooks are kept that were made over the API. */
@ConfigMapping(prefix = "coppice.webhook")
interface SealConfig {

    /** The key, which all services on a database need that are to send; without it one of this data folder is made when it is needed. */
    Optional<Path> keyFile();
}
