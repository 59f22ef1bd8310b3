package dev.coppice.access.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.access.Principal;
import dev.coppice.access.Right;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the claims of a verified token make. */
class HolderTest {

    private static final Map<String, String> NOTHING = Map.of();

    static IssuerConfig config(Map<String, String> settings) {
        var named = new HashMap<String, String>();
        settings.forEach((name, value) -> named.put("coppice.access.oidc." + name, value));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(named, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(IssuerConfig.class)
                .build()
                .getConfigMapping(IssuerConfig.class);
    }

    private static Holder.Found found(Map<String, String> settings, Map<String, Object> claims) {
        return new Holder(config(settings)).of(new Claims(claims));
    }

    private static Principal known(Map<String, String> settings, Map<String, Object> claims) {
        return found(settings, claims) instanceof Holder.Found.Known(var principal) ? principal : null;
    }

    @ParameterizedTest
    @CsvSource({
        "coppice:read, READ",
        "openid coppice:run email, RUN",
        "coppice:read coppice:admin coppice:run, ADMIN",
    })
    void theLargestRightThatIsNamedIsGiven(String scope, Right right) {
        assertThat(known(NOTHING, Map.of("sub", "alice", "scope", scope)))
                .isEqualTo(new Principal(
                        "oidc:alice", right, right == Right.ADMIN ? Optional.empty() : Optional.of(List.of()), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "admin",
                "coppice",
                "coppice:readx",
                "xcoppice:run",
                "COPPICE:ADMIN",
                "coppice:read,coppice:run"
            })
    void whatIsNotNamedGivesNothing(String scope) {
        assertThat(found(NOTHING, Map.of("sub", "alice", "scope", scope)))
                .isEqualTo(new Holder.Found.WithoutRight("oidc:alice"));
    }

    @Test
    void aTokenThatSaysNothingOfRightsHasNone() {
        assertThat(found(NOTHING, Map.of("sub", "alice"))).isInstanceOf(Holder.Found.WithoutRight.class);
        assertThat(found(NOTHING, Map.of("sub", "alice", "scope", 7))).isInstanceOf(Holder.Found.WithoutRight.class);
        assertThat(found(NOTHING, Map.of("sub", "alice", "scope", Map.of("coppice:run", true))))
                .isInstanceOf(Holder.Found.WithoutRight.class);
    }

    @Test
    void rightsMayLieDeepInTheTokenAndHaveOtherNames() {
        var settings = Map.of(
                "scope-claim", "realm_access/roles", "run-words", "builders,ci", "name-claim", "preferred_username");

        var principal = known(
                settings,
                Map.of(
                        "preferred_username",
                        "bob",
                        "realm_access",
                        Map.of("roles", Arrays.asList("x", null, 3, "ci"))));

        assertThat(principal.name()).isEqualTo("oidc:bob");
        assertThat(principal.right()).isEqualTo(Right.RUN);
    }

    @Test
    void aClaimWhoseNameIsAnAddressIsFound() {
        var settings = Map.of("scope-claim", "https://coppice.example/roles");

        var principal = known(settings, Map.of("sub", "bob", "https://coppice.example/roles", List.of("coppice:run")));

        assertThat(principal.right()).isEqualTo(Right.RUN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void whoHasNoNameIsNobody(String name) {
        assertThat(found(NOTHING, Map.of("sub", name, "scope", "coppice:run"))).isEqualTo(new Holder.Found.Nameless());
        assertThat(found(NOTHING, Map.of("scope", "coppice:run"))).isEqualTo(new Holder.Found.Nameless());
        assertThat(found(NOTHING, Map.of("sub", "x".repeat(201), "scope", "coppice:run")))
                .isEqualTo(new Holder.Found.Nameless());
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "local", "service-token", "token:ci"})
    void nobodyIsTakenForOneOfCoppicesOwn(String name) {
        assertThat(known(NOTHING, Map.of("sub", name, "scope", "coppice:admin")))
                .satisfies(principal -> assertThat(principal.name()).isEqualTo("oidc:" + name))
                .satisfies(principal -> assertThat(principal.isOperator()).isFalse());
    }

    @Test
    void repositoriesAreThoseThatAreConfiguredForAllAndThoseOfTheClaim() {
        var settings = Map.of("repositories", "common", "repository-claim", "projects");

        var principal =
                known(settings, Map.of("sub", "bob", "scope", "coppice:run", "projects", List.of("one", "/srv/two")));

        assertThat(principal.mayUse(Path.of("/srv/common"))).isTrue();
        assertThat(principal.mayUse(Path.of("/srv/one"))).isTrue();
        assertThat(principal.mayUse(Path.of("/srv/two"))).isTrue();
        assertThat(principal.mayUse(Path.of("/srv/three"))).isFalse();
    }

    @Test
    void withoutAnyConfigurationThereIsNoRepository() {
        assertThat(known(NOTHING, Map.of("sub", "bob", "scope", "coppice:run")).mayUse(Path.of("/srv/one")))
                .isFalse();
    }

    @Test
    void onlyTheConfigurationCanSayAll() {
        Map<String, Object> claims = Map.of("sub", "bob", "scope", "coppice:run", "projects", "*");

        assertThat(known(Map.of("repository-claim", "projects"), claims).mayUse(Path.of("/srv/one")))
                .isFalse();
        assertThat(known(Map.of("repositories", "*"), claims).mayUse(Path.of("/srv/one")))
                .isTrue();
    }

    @Test
    void onceSomethingIsMappedNothingElseCounts() {
        var settings = Map.of("repository-claim", "repository", "repository-names.\"octo/app\"", "app");

        var mapped = known(settings, Map.of("sub", "ci", "scope", "coppice:run", "repository", "octo/app"));
        var other = known(settings, Map.of("sub", "ci", "scope", "coppice:run", "repository", "app"));

        assertThat(mapped.repositories()).contains(List.of("app"));
        assertThat(other.repositories()).contains(List.of());
    }
}
