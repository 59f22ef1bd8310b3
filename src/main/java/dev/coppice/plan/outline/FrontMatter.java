package dev.coppice.plan.outline;

import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.text.SourceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The {@code key: value} lines between two {@code ---} at the very start of a plan, its gate, and how many lines that takes. */
public record FrontMatter(Map<String, String> values, List<String> gate, int lines) {

    private static final int LONGEST = 200;
    private static final Set<String> KNOWN = Set.of("dialect", "title", "bare_commands", "gate");
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z_][\\w .-]*):(?:\\s+(.*))?");

    /** The Markdown parser's own front matter extension swallows a document whose front matter never closes. */
    public static FrontMatter of(SourceText source, Findings findings) {
        if (!source.line(1).stripTrailing().equals("---")) {
            return new FrontMatter(Map.of(), List.of(), 0);
        }
        int close = closingLine(source);
        if (close == 0) {
            reportOpen(source, findings);
            return new FrontMatter(Map.of(), List.of(), 0);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int line = 2; line < close; line++) {
            readEntry(source.line(line), line, values, findings);
        }
        return new FrontMatter(values, new GateReader(source, close, findings).read(), close);
    }

    private static int closingLine(SourceText source) {
        for (int line = 2; line <= Math.min(source.lines(), LONGEST); line++) {
            String text = source.line(line).stripTrailing();
            if (text.equals("---") || text.equals("...")) {
                return line;
            }
        }
        return 0;
    }

    private static void reportOpen(SourceText source, Findings findings) {
        if (source.lines() > 1 && ENTRY.matcher(source.line(2).strip()).matches()) {
            findings.add(
                    Rule.FRONT_MATTER_OPEN,
                    1,
                    "front matter has no closing --- within the first " + LONGEST + " lines");
        }
    }

    private static void readEntry(String text, int line, Map<String, String> values, Findings findings) {
        var entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            return;
        }
        String key = entry.group(1).strip();
        values.put(key, entry.group(2) == null ? "" : unquoted(entry.group(2)));
        if (!KNOWN.contains(key)) {
            findings.add(Rule.FRONT_MATTER_KEY, line, "front matter key '" + key + "' means nothing here");
        }
    }

    public static String unquoted(String value) {
        return value.strip().replaceAll("^([\"'])(.*)\\1$", "$2");
    }

    public String value(String key) {
        return values.getOrDefault(key, "");
    }

    public boolean bareCommands() {
        return value("bare_commands").equalsIgnoreCase("true");
    }
}
