package dev.coppice.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * One of the migrations that this version of Coppice brings along.
 *
 * @param script its file's name
 * @param checksum Flyway's: the CRC-32 of its lines without their ends
 */
record Migration(String script, int checksum) {

    private static final String FOLDER = "/db/migration/";
    private static final String LIST = "/db/migrations.txt";

    /** Every one. Their names are a file of the application's, because the folders of a class path cannot be listed everywhere. */
    static List<Migration> all() {
        try (var names = read(LIST)) {
            return names.lines().map(Migration::named).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Migration named(String script) {
        var sum = new CRC32();
        try (var text = read(FOLDER + script)) {
            text.lines().forEach(line -> sum.update(line.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Migration(script, (int) sum.getValue());
    }

    private static BufferedReader read(String resource) {
        InputStream stream = Migration.class.getResourceAsStream(resource);
        return new BufferedReader(new InputStreamReader(Objects.requireNonNull(stream, resource), UTF_8));
    }
}
