package dev.coppice.plan.outline;

import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the gate out of a plan's front matter: one command beside the key, or a list of them below it. */
public final class GateReader {

    private static final Pattern KEY = Pattern.compile("gate\\s*:(.*)");
    private static final Pattern ENTRY = Pattern.compile("\\s*-\\s+(.*)");

    /** What begins a text of several lines in YAML; here it would lose them. */
    private static final Pattern BLOCK = Pattern.compile("[|>][-+\\d]*");

    private final SourceText source;
    private final int close;
    private final Findings findings;

    public GateReader(SourceText source, int close, Findings findings) {
        this.source = source;
        this.close = close;
        this.findings = findings;
    }

    /** The commands in their order; a gate that says nothing is an error, because nobody means that. */
    public List<String> read() {
        var commands = new ArrayList<String>();
        for (int line = 2; line < close; line++) {
            var key = KEY.matcher(source.line(line).stripTrailing());
            if (key.matches()) {
                commands.addAll(commands(key, line));
            }
        }
        return List.copyOf(commands);
    }

    private List<String> commands(Matcher key, int line) {
        String beside = FrontMatter.unquoted(key.group(1));
        var commands = beside.isEmpty() ? listBelow(line) : List.of(beside);
        if (commands.isEmpty() || commands.stream().anyMatch(GateReader::isUnreadable)) {
            findings.add(
                    Rule.UNREADABLE_GATE,
                    line,
                    "gate takes one command on its line, or a list below it with '- command' on each line");
            return List.of();
        }
        return commands;
    }

    private static boolean isUnreadable(String command) {
        return command.isEmpty() || BLOCK.matcher(command).matches();
    }

    private List<String> listBelow(int key) {
        var commands = new ArrayList<String>();
        for (int line = key + 1; line < close; line++) {
            var entry = ENTRY.matcher(source.line(line).stripTrailing());
            if (!entry.matches()) {
                break;
            }
            commands.add(FrontMatter.unquoted(entry.group(1)));
        }
        return commands;
    }
}
