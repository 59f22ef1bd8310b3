package dev.coppice.api.access;

import dev.coppice.access.ApiTokens;
import dev.coppice.access.Principal;
import dev.coppice.access.Right;
import dev.coppice.access.Secret;
import dev.coppice.access.issuer.Issuer;
import dev.coppice.repository.NamedRepositories;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells callers apart by their tokens: the operator, whoever has the service's token, and whoever was handed one of their own. */
@ApplicationScoped
class Callers {

    private final Optional<byte[]> operator;
    private final Optional<byte[]> service;
    private final Optional<Principal> unknown;
    private final ApiTokens tokens;
    private final NamedRepositories repositories;

    Callers(
            AccessConfig config,
            Issuer issuer,
            ApiTokens tokens,
            NamedRepositories repositories,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.repositories = repositories;
        this.operator = config.operatorToken().filter(text -> !text.isBlank()).map(Callers::hash);
        this.service = config.token().filter(text -> !text.isBlank()).map(Callers::hash);
        boolean areKnown = service.isPresent() || issuer.name().isPresent();
        this.unknown = Loopback.is(host) ? withoutToken(config, areKnown).map(Principal::local) : Optional.empty();
        this.tokens = tokens;
    }

    private static Optional<Right> withoutToken(AccessConfig config, boolean areKnown) {
        return config.withoutToken()
                .orElse(areKnown ? AccessConfig.WithoutToken.NONE : AccessConfig.WithoutToken.RUN)
                .right();
    }

    private static byte[] hash(String text) {
        return new Secret(text).hash();
    }

    /** Who calls without a token; empty if nobody may. */
    Optional<Principal> withoutToken() {
        return unknown;
    }

    /** Whether there is any token by which somebody else than the operator could be known. */
    boolean knowAnybody() {
        return service.isPresent() || tokens.exist();
    }

    /** Whether the call comes from the operator's own commands, which know the token from a file that only the operator can read. */
    boolean isOperators(Secret secret) {
        return matches(operator, secret);
    }

    /** Whether it is the one token that the service is configured with. */
    boolean isServices(Secret secret) {
        return matches(service, secret);
    }

    /** Whether there is any sense in looking it up. */
    boolean isLookedUp(Secret secret) {
        return secret.text().startsWith(Secret.PREFIX);
    }

    /** Asks the database who holds it; empty if that is nobody any more. */
    Optional<Principal> lookUp(Secret secret) {
        return tokens.holder(secret).map(this::withFolders);
    }

    /** The same caller, with the folders of the repositories that it is for by their configured names. */
    Principal withFolders(Principal known) {
        return known.knowing(repositories::folderOf);
    }

    /** By hashes of one length and in constant time, so that the answer's delay tells nothing about the token. */
    private static boolean matches(Optional<byte[]> expected, Secret given) {
        return expected.filter(hash -> MessageDigest.isEqual(hash, given.hash()))
                .isPresent();
    }
}
