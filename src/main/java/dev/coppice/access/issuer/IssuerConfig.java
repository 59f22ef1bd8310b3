package dev.coppice.access.issuer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An identity provider (OpenID Connect) whose tokens are taken. */
@ConfigMapping(prefix = "coppice.access.oidc")
public interface IssuerConfig {

    /** Its address, exactly as its tokens say it in {@code iss}; {@code https}, or {@code http} on loopback. Without one, none is asked. */
    Optional<String> issuer();

    /** Whom tokens must be made for; one of these must be in {@code aud}. A token that was made for another service opens nothing here. */
    Optional<List<String>> audience();

    /** The claim that names who calls; a {@code /} leads into an object. */
    @WithDefault("sub")
    String nameClaim();

    /** The claim in which the words are that give a right: a list, or a text with spaces between them. */
    @WithDefault("scope")
    String scopeClaim();

    /** The words that give the right {@code read}; one of them is enough. */
    @WithDefault("coppice:read")
    List<String> readWords();

    /** Those that give the right {@code run}. */
    @WithDefault("coppice:run")
    List<String> runWords();

    /** Those that give the right {@code admin}. */
    @WithDefault("coppice:admin")
    List<String> adminWords();

    /** What everybody who comes with its tokens may see and use: repositories by folder or by name, or {@code *} for all. */
    Optional<List<String>> repositories();

    /** A claim that names further ones for its holder. */
    Optional<String> repositoryClaim();

    /** What the words of that claim mean here; once there is one, only words that are here count. */
    Map<String, List<String>> repositoryNames();

    /** So much may its clock and ours differ. */
    @WithDefault("10s")
    Duration clockSkew();

    /** Its keys are asked for anew when a token names one that is not known, at most so often. */
    @WithDefault("30s")
    Duration keyRefresh();

    /** It is given up after so much silence, and asked again as long after that. */
    @WithDefault("5s")
    Duration patience();
}
