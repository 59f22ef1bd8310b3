package dev.coppice.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The variables that mean something to Coppice, as the configuration guide has them, which another test holds against the program. */
record Settings(String guide, List<Pattern> variables) {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(coppice\\.[A-Za-z.\"-]+)` \\|");

    static Settings documented() throws IOException {
        var guide = Files.readString(Path.of("docs/configuration.md"));
        return new Settings(
                guide,
                ROW.matcher(guide)
                        .results()
                        .map(row -> Pattern.compile(variable(row.group(1))))
                        .toList());
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z]", "_")
                .replaceAll("_+(NAME|MODEL)_+(?=[A-Z])", "_[A-Z0-9_]+_");
    }

    boolean know(String variable) {
        return variable.equals("COPPICE_HOME")
                || variables.stream().anyMatch(known -> known.matcher(variable).matches())
                || (variable.startsWith("QUARKUS_")
                        && guide.contains("`" + prefix(variable))
                        && guide.contains(ending(variable)));
    }

    /** The guide writes what variables have in common once: {@code QUARKUS_DATASOURCE_JDBC_URL}, {@code _USERNAME}. */
    private static String prefix(String variable) {
        return variable.substring(0, variable.lastIndexOf('_'));
    }

    private static String ending(String variable) {
        return variable.substring(variable.lastIndexOf('_')) + "`";
    }
}
