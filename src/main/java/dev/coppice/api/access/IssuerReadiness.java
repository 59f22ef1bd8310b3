package dev.coppice.api.access;

import dev.coppice.access.issuer.Issuer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether the issuer of tokens answers. It keeps nobody out who comes with another token, and so the service is ready without. */
@Readiness
class IssuerReadiness implements HealthCheck {

    private final Issuer issuer;
    private final IssuerReach reach;

    IssuerReadiness(Issuer issuer, IssuerReach reach) {
        this.issuer = issuer;
        this.reach = reach;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Issuer of tokens")
                .up()
                .withData("state", state())
                .build();
    }

    private String state() {
        if (issuer.name().isEmpty()) {
            return "none";
        }
        if (reach.isReached()) {
            return "answers";
        }
        return reach.isSilent() ? "silent" : "not_asked";
    }
}
