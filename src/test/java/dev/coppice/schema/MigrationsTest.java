package dev.coppice.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services of the version before go on with each schema, because it only adds: they may still run, or be gone back to. */
class MigrationsTest {

    /** Those before it are of no version that anybody runs. */
    private static final int FIRST = 10;

    /** What somebody who knows nothing of the change would miss, or could not write any more. */
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "\\bdrop\\s+(table|column|function|type|view|schema|sequence)\\b|\\brename\\b|(^|;)\\s*truncate\\b"
                    + "|\\bset\\s+not\\s+null\\b|\\balter\\s+(column\\s+)?\\w+\\s+(set\\s+data\\s+)?type\\b"
                    + "|\\bdrop\\s+default\\b|\\badd\\s+(?!constraint\\b)(column\\s+)?\\w+(?:(?!\\bdefault\\b|\\bgenerated\\b)[^,;])*\\bnot\\s+null\\b"
                    + "(?!(?:[^,;])*\\bdefault\\b)",
            CASE_INSENSITIVE);

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

    private static boolean takesAway(String sql) {
        return TAKES_AWAY.matcher(COMMENT.matcher(sql).replaceAll("")).find();
    }

    static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.filter(MigrationsTest::isOfAVersion).sorted().toList();
        }
    }

    private static boolean isOfAVersion(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith("R__") || Integer.parseInt(name.substring(1, name.indexOf('_'))) >= FIRST;
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void aMigrationOnlyAdds(Path file) {
        try {
            assertThat(takesAway(Files.readString(file, UTF_8)))
                    .as("%s takes away or demands what the version before does not know", file)
                    .isFalse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table task drop column title;",
                "ALTER TABLE task\n  RENAME COLUMN title TO name;",
                "alter table task alter column title type varchar(10);",
                "alter table task alter title set data type varchar(10);",
                "alter table task alter column title set not null;",
                "alter table task alter column queue drop default;",
                "alter table task add column owner text not null;",
                "alter table task add owner text not null, add column more text default '';",
                "drop function f(int);",
                "truncate task;"
            })
    void whatTheVersionBeforeWouldMissIsFound(String sql) {
        assertThat(takesAway(sql)).isTrue();
    }

    @Test
    void whatOnlyAddsIsNot() {
        assertThat(takesAway("-- no drop table here\nalter table task add column owner text;"
                        + "alter table task add column owner text not null default '';"
                        + "alter table task add column owner text default '' not null;"
                        + "create table more (id bigint not null); drop index task_claim;"))
                .isFalse();
    }
}
