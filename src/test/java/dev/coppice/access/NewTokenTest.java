package dev.coppice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewTokenTest {

    private static NewToken named(String name) {
        return new NewToken(name, Right.RUN, Optional.empty(), Optional.empty());
    }

    private static NewToken only(String... repositories) {
        return new NewToken("ci", Right.RUN, Optional.of(List.of(repositories)), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci", "team-a.deploy_2", "a@b.example"})
    void aPlainNameWillDo(String name) {
        assertThat(named(name).objection()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-x", "a b", "a\nb", "a\0b", "../x", "ü", "b3b1d5a0-1111-4222-8333-944445555666"})
    void aNameThatCouldBeTakenForSomethingElseWillNot(String name) {
        assertThat(named(name).objection()).map(NewToken.Objection::field).hasValue("name");
    }

    @Test
    void aNameHasAnEnd() {
        assertThat(named("a".repeat(64)).objection()).isEmpty();
        assertThat(named("a".repeat(65)).objection()).isPresent();
    }

    @Test
    void repositoriesAreAbsoluteFoldersOrNames() {
        assertThat(only("/srv/one", "two", "with space").objection()).isEmpty();
        assertThat(only().objection()).isPresent();
        for (var bad : List.of("", " ", "../one", "srv/one", "one\n", "one\0", "/" + "x".repeat(5000))) {
            assertThat(only(bad).objection()).as(bad).isPresent();
        }
    }

    @Test
    void anAdministratorHasThemAll() {
        assertThat(new NewToken("ci", Right.ADMIN, Optional.of(List.of("one")), Optional.empty()).objection())
                .isPresent();
        assertThat(new NewToken("ci", Right.ADMIN, Optional.empty(), Optional.empty()).objection())
                .isEmpty();
    }

    @Test
    void itLivesForASecondAtLeastAndTenYearsAtMost() {
        for (var bad : List.of(Duration.ZERO, Duration.ofSeconds(-5), Duration.ofDays(3651))) {
            assertThat(new NewToken("ci", Right.RUN, Optional.empty(), Optional.of(bad)).objection())
                    .isPresent();
        }
        assertThat(new NewToken("ci", Right.RUN, Optional.empty(), Optional.of(NewToken.LONGEST)).objection())
                .isEmpty();
    }
}
