package dev.coppice.git;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the trailers of a commit message: the lines {@code Name: value} of its last paragraph, unless that is the subject's. */
final class Trailers {

    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9-]+): *(.*)");

    private Trailers() {}

    static Map<String, String> of(String message) {
        String text = message.strip();
        int last = text.lastIndexOf("\n\n");
        var found = new HashMap<String, String>();
        if (last >= 0) {
            text.substring(last + 2).lines().map(LINE::matcher).forEach(line -> {
                if (line.matches()) {
                    found.put(line.group(1), line.group(2).strip());
                }
            });
        }
        return found;
    }
}
