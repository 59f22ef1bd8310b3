package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three variables switch to a PostgreSQL that somebody else runs, without a build. */
class ExternalDatabaseIT {

    @TempDir
    Path folder;

    private static Map<String, String> variables(DatabaseAddress address) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", address.url(),
                "QUARKUS_DATASOURCE_USERNAME", address.user(),
                "QUARKUS_DATASOURCE_PASSWORD", address.password());
    }

    @Test
    void aRunOnAnExternalServerStartsNoneOfItsOwn() {
        var repository = SampleRepository.in(folder.resolve("repository"));
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
        var coppice = new PackagedCoppice(
                folder.resolve("home"), repository.folder(), variables(TestPostgres.freshDatabase()));

        var run = coppice.run("run", plan.toString(), "--agent", "shell");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(folder.resolve("home/postgres")).isEmptyDirectory();
    }

    /** As a rollback finds it, or a service that is still to be replaced: the next version has added to the schema. */
    @Test
    void aVersionGoesOnWithTheSchemaOfTheNextOne() {
        var repository = SampleRepository.in(folder.resolve("repository"));
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
        var address = TestPostgres.freshDatabase();
        var coppice = new PackagedCoppice(folder.resolve("home"), repository.folder(), variables(address));
        var before = coppice.run("run", plan.toString(), "--agent", "shell");
        assertThat(before.exitCode()).as(before.standardError()).isZero();
        TestDatabase.change(
                address,
                "alter table task add column of_the_next_version text not null default 'new'",
                "create table of_the_next_version (id bigint primary key)",
                "insert into flyway_schema_history select max(installed_rank) + 1, '9999', 'next', 'SQL', 'V9999__next.sql',"
                        + " 1, 'next', now(), 1, true from flyway_schema_history");

        var run = coppice.run("run", plan.toString(), "--agent", "shell");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(TestDatabase.value(
                        address, "select count(distinct execution_id) from task where state = 'completed'"))
                .isEqualTo("2");
    }

    @Test
    void aServerThatIsNotThereIsAnInfrastructureFault() {
        var repository = SampleRepository.in(folder.resolve("repository"));
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
        var nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret");
        var coppice = new PackagedCoppice(folder.resolve("home"), repository.folder(), variables(nowhere));

        var run = coppice.run("run", plan.toString(), "--agent", "shell");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.standardError())
                .contains("coppice: could not start: Connection to 127.0.0.1:1 refused")
                .doesNotContain("secret");
    }
}
