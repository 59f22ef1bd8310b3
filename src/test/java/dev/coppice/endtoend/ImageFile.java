package dev.coppice.endtoend;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the Containerfile makes of the packaged application.
 *
 * @param copies from paths of the source to folders of the image
 */
record ImageFile(List<Map.Entry<String, String>> copies, Map<String, String> variables, List<String> entryPoint) {

    private static final Pattern COPY = Pattern.compile("(?m)^COPY (\\S+) (\\S+)$");
    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\\S+)");
    private static final Pattern VARIABLES = Pattern.compile("(?m)^ENV (.+)$");
    private static final Pattern ENTRY_POINT = Pattern.compile("(?m)^ENTRYPOINT (.+)$");

    static ImageFile read() throws IOException {
        var text = Files.readString(Path.of("Containerfile")).replace("\\\n", " ");
        var variables = new TreeMap<String, String>();
        VARIABLES
                .matcher(text)
                .results()
                .flatMap(line -> VARIABLE.matcher(line.group(1)).results())
                .forEach(one -> variables.put(one.group(1), one.group(2)));
        var entryPoint = ENTRY_POINT.matcher(text);
        if (!entryPoint.find()) {
            throw new AssertionError("no ENTRYPOINT");
        }
        return new ImageFile(
                COPY.matcher(text)
                        .results()
                        .map(copy -> Map.entry(copy.group(1), copy.group(2)))
                        .toList(),
                variables,
                List.of(JsonMapper.builder().build().readValue(entryPoint.group(1), String[].class)));
    }
}
