package dev.coppice.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAnswerTest {

    @TempDir
    Path home;

    @Test
    void aServerThatCanBeWrittenToIsUsableAndLeftAsItWas() {
        var database = TestPostgres.freshDatabase();

        assertThat(ServerAnswer.ask(database)).isInstanceOf(ServerAnswer.Usable.class);
        assertThat(ServerAnswer.ask(database)).isInstanceOf(ServerAnswer.Usable.class);
    }

    @Test
    void aUserWhoMayNotMakeTablesIsToldSo() {
        var database = TestPostgres.freshDatabase();
        var name = "reader_" + database.url().replaceFirst(".*/", "");
        TestPostgres.execute(database, "create role " + name + " login password 'reads'");

        var answer = ServerAnswer.ask(new DatabaseAddress(database.url(), name, "reads"));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        ServerAnswer.NotWritable.class,
                        refused -> assertThat(refused.reason()).contains("permission denied"));
        TestPostgres.execute(database, "drop role " + name);
    }

    @Test
    void aWrongPasswordIsNotRepeated() {
        var database = TestPostgres.freshDatabase();

        var answer = ServerAnswer.ask(new DatabaseAddress(database.url(), database.user(), "wrong-secret"));

        assertThat(answer).isInstanceOf(ServerAnswer.Unreachable.class);
        assertThat(answer.toString()).doesNotContain("wrong-secret");
    }

    @Test
    void theShownPlaceHasNoSecrets() {
        var choice = new DatabaseChoice.External("jdbc:postgresql://me:pass@host:5432/db?password=secret");

        assertThat(choice.place()).isEqualTo("jdbc:postgresql://host:5432/db");
    }

    @Test
    void anEmbeddedDatabaseIsForeseenAsItWillBeAndNothingIsWritten() throws Exception {
        var before = EmbeddedProspect.look(home.resolve("none"));
        assertThat(home).isEmptyDirectory();
        TestPostgres.start(home.resolve("postgres"), Durability.THROWAWAY).close();

        var made = EmbeddedProspect.look(home);

        assertThat(before).isEqualTo(new EmbeddedProspect.New());
        assertThat(made).isInstanceOf(EmbeddedProspect.Existing.class);
    }

    @Test
    void dataOfAnotherVersionCannotBeRun() throws Exception {
        var data = Files.createDirectories(home.resolve("postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        assertThat(EmbeddedProspect.look(home))
                .isInstanceOfSatisfying(
                        EmbeddedProspect.Impossible.class,
                        impossible -> assertThat(impossible.reason()).contains("17", "18"));
    }
}
