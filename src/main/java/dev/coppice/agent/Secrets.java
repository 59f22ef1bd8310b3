package dev.coppice.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which values of an environment are secret, by the names of their variables. */
public final class Secrets {

    private static final Pattern NAME = Pattern.compile(
            "(.*_)?(KEY|KEY_ID|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS)(_.*)?|.*(APIKEY|CUSTOM_HEADERS)",
            Pattern.CASE_INSENSITIVE);

    /** A shorter value keeps nobody out, and blacking it out would spoil harmless text. */
    private static final int SHORTEST = 8;

    private Secrets() {}

    /** What no log or message may hold; a value that changes when it is put into JSON is there in both forms. */
    public static Collection<String> in(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> NAME.matcher(entry.getKey()).matches())
                .map(entry -> entry.getValue().strip())
                .filter(value -> value.length() >= SHORTEST && !isFile(value))
                .flatMap(value -> Stream.of(value, value.replace("\\", "\\\\").replace("\"", "\\\"")))
                .distinct()
                .toList();
    }

    /** The environment without the variables that are named like secrets, except those that name a file. */
    public static Map<String, String> without(Map<String, String> environment) {
        var harmless = new HashMap<>(environment);
        harmless.entrySet().removeIf(entry -> NAME.matcher(entry.getKey()).matches() && !isFile(entry.getValue()));
        return harmless;
    }

    /** A variable may name the file that holds the secret; its path is none. */
    private static boolean isFile(String value) {
        return value.startsWith("/") && Files.exists(Path.of(value));
    }
}
