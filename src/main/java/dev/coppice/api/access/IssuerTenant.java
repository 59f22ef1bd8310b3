package dev.coppice.api.access;

import dev.coppice.access.issuer.Issuer;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells quarkus-oidc of the configured issuer when the first token of it comes, so that no start waits for a network. */
@ApplicationScoped
class IssuerTenant implements TenantConfigResolver {

    static final String ID = "coppice";

    /** Always the same object: another one would be taken for a change. */
    @Nullable
    private final OidcTenantConfig tenant;

    IssuerTenant(Issuer issuer) {
        this.tenant = issuer.name().map(name -> tenant(name, issuer)).orElse(null);
    }

    /** Keys only: nobody is asked about a token that they do not prove. */
    private static OidcTenantConfig tenant(String name, Issuer issuer) {
        return OidcTenantConfig.authServerUrl(name)
                .tenantId(ID)
                .applicationType(ApplicationType.SERVICE)
                .connectionTimeout(issuer.patience())
                .followRedirects(false)
                .token()
                .issuer(name)
                .audience(issuer.audience())
                .subjectRequired()
                .lifespanGrace(Math.toIntExact(issuer.clockSkew().toSeconds()))
                .forcedJwkRefreshInterval(issuer.keyRefresh())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .build();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return tenant == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(tenant);
    }
}
