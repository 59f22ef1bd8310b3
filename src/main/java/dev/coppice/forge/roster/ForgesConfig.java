package dev.coppice.forge.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The forges at which pull requests may be opened, by names that are the operator's to choose. */
@ConfigMapping(prefix = "coppice.forges")
interface ForgesConfig {

    @WithParentName
    Map<String, One> named();

    /** One of them. Its token, its token file or its app is how Coppice logs in there. */
    interface One {

        /** {@code github} or {@code gitlab}. */
        String kind();

        /** Where people see it, such as {@code https://github.example.org}; default: github.com, or gitlab.com. */
        Optional<String> url();

        /** Other hosts by which remotes name it, such as {@code ssh.github.com}. */
        Optional<List<String>> hosts();

        Optional<String> token();

        /** Holds nothing but the token, and only its owner may read it. */
        Optional<String> tokenFile();

        /** The id of a GitHub App, in place of a token. */
        Optional<String> appId();

        /** The private key of that app, in PEM; only its owner may read it. */
        Optional<String> appKeyFile();
    }
}
