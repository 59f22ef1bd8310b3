package dev.coppice.access.issuer;

import dev.coppice.database.OperatorSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The identity provider, as it is configured; there may be none. */
@ApplicationScoped
public class Issuer {

    private static final int OVER_CONVERTERS_OF_LIBRARIES = 200;

    private final IssuerConfig config;

    Issuer(IssuerConfig config) {
        this.config = config;
    }

    /** By the settings as they are read without the application. */
    public static Issuer configured() {
        return new Issuer(OperatorSettings.sources()
                .withConverter(Duration.class, OVER_CONVERTERS_OF_LIBRARIES, new DurationConverter())
                .withMapping(IssuerConfig.class)
                .build()
                .getConfigMapping(IssuerConfig.class));
    }

    /** As its tokens name it; empty if there is none, and then nothing of the rest matters. */
    public Optional<String> name() {
        return config.issuer().map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Whom its tokens must be made for. */
    public List<String> audience() {
        return config.audience().orElse(List.of());
    }

    /** So much may its clock and ours differ. */
    public Duration clockSkew() {
        return config.clockSkew();
    }

    /** Its keys are asked for anew at most so often. */
    public Duration keyRefresh() {
        return config.keyRefresh();
    }

    /** How long it may be silent. */
    public Duration patience() {
        return config.patience();
    }

    /** Why its tokens could not be trusted as it is configured, in words that name the setting. */
    public Optional<String> objection() {
        return name().flatMap(this::objection);
    }

    private Optional<String> objection(String name) {
        if (!isSafe(name)) {
            return Optional.of(
                    "coppice.access.oidc.issuer must be an https address, or an http one of this machine: " + name);
        }
        return audience().isEmpty()
                ? Optional.of(
                        "coppice.access.oidc.audience must name whom the tokens are made for: without it, those for any"
                                + " other service of the issuer would do")
                : Optional.empty();
    }

    /** Its keys come from there: whoever could change them on the way could make tokens. */
    private static boolean isSafe(String name) {
        try {
            var address = new URI(name);
            return address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && isHere(address.getHost())));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
