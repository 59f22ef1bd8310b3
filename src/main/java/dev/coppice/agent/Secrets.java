package dev.coppice.agent;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
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

    /** What no log or message may hold, in each form that it is likely to be written in. */
    public static Collection<String> in(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> NAME.matcher(entry.getKey()).matches())
                .map(entry -> entry.getValue().strip())
                .filter(value -> value.length() >= SHORTEST && !isFile(value))
                .flatMap(Secrets::forms)
                .distinct()
                .toList();
    }

    /** The same for values that are known to be secret. */
    public static Collection<String> forms(Collection<String> values) {
        return values.stream().flatMap(Secrets::forms).distinct().toList();
    }

    /** As it is, as the usual writers of JSON escape it, in an address, and in base 64. */
    private static Stream<String> forms(String value) {
        var json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
        var ascii = escaped(json, sign -> sign > '~');
        var page = escaped(ascii, sign -> "<>&'".indexOf(sign) >= 0);
        return Stream.concat(
                Stream.of(
                        value,
                        URLEncoder.encode(value, StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))),
                Stream.of(json, ascii, page).flatMap(text -> Stream.of(text, text.replace("/", "\\/"))));
    }

    private static String escaped(String text, IntPredicate isEscaped) {
        var all = new StringBuilder();
        text.chars().forEach(sign -> {
            if (isEscaped.test(sign)) {
                all.append(String.format(Locale.ROOT, "\\u%04x", sign));
            } else {
                all.append((char) sign);
            }
        });
        return all.toString();
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
