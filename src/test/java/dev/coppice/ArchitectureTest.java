package dev.coppice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The floor plan as a test: a room uses the floors below it, and no room beside it. */
class ArchitectureTest {

    private static final String ROOT = "dev.coppice.";

    private static final List<Set<String>> FLOORS = List.of(
            Set.of("task", "process", "files", "database", "sql", "money"),
            Set.of("plan", "project", "event", "git", "wakeup", "idempotency", "trace", "schema"),
            Set.of("prompt", "repository", "forge"),
            Set.of("queue", "access", "worktree", "agent", "isolation", "verification", "integration"),
            Set.of("landing", "report", "webhook"),
            Set.of("pullrequest"),
            Set.of("submission", "worker", "maintenance"),
            Set.of("api", "web", "ops"),
            Set.of("cli"));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coppice");

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyTheFloorsBelowIt(String room) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(roomsNotBelow(room))
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void everyRoomIsOnTheFloorPlan() {
        assertThat(CODE.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith(ROOT)))
                .isNotEmpty()
                .allMatch(name -> rooms().anyMatch(room -> (name + ".").startsWith(ROOT + room + ".")));
    }

    @Test
    void withinTheRoomOfAgentsNoKindKnowsAnother() {
        slices().matching(ROOT + "agent.(claude|codex|opencode|command|acp)..")
                .should()
                .notDependOnEachOther()
                .check(CODE);
    }

    @Test
    void noPackagesGoRoundInACircle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CODE);
    }

    private static Stream<String> rooms() {
        return FLOORS.stream().flatMap(Set::stream);
    }

    private static String[] roomsNotBelow(String room) {
        return FLOORS.stream()
                .dropWhile(floor -> !floor.contains(room))
                .flatMap(Set::stream)
                .filter(other -> !other.equals(room))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
    }
}
