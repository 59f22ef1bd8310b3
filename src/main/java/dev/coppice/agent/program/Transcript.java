package dev.coppice.agent.program;

import dev.coppice.process.Legible;
import dev.coppice.process.Output;
import java.io.IOException;
import java.nio.file.Path;

/** The log of an attempt as people read it: what the CLI's events say, not how. The events themselves are kept beside it. */
public final class Transcript {

    private static final String OWN = "coppice: ";
    private static final int LONGEST = 4_000;

    private final Output log;
    private final String directory;

    /** Files of this directory go by their path in it. */
    public Transcript(Output log, Path directory) {
        this.log = log;
        this.directory = directory + "/";
    }

    /** Keeps a line of the CLI's standard output as it came. */
    void raw(String line) {
        write(log.events(), line);
    }

    /** In Coppice's own words. */
    void words(String words) {
        write(log, OWN + Brief.of(words));
    }

    void entry(Entry entry) {
        local(entry).lines().forEach(line -> write(log, line));
    }

    private Entry local(Entry entry) {
        return switch (entry) {
            case Entry.Call call -> local(call);
            case Entry.Returned(var call) -> new Entry.Returned(local(call));
            case Entry.Text _, Entry.Thought _, Entry.Result _ -> entry;
        };
    }

    private Entry.Call local(Entry.Call call) {
        return new Entry.Call(call.tool(), call.input().replace(directory, ""));
    }

    /** What the CLI prints that is no event, as it came; but it cannot pass for Coppice's words. */
    void printed(String line) {
        var shown = line.length() > LONGEST ? line.substring(0, Folded.whole(line, LONGEST)) + " …" : line;
        Legible.text(shown)
                .lines()
                .map(part -> part.startsWith(OWN.strip()) ? "  " + part : part)
                .forEach(part -> write(log, part));
    }

    /** A log that cannot be written, on a full disk, must not keep the end from being read. */
    private static void write(Output output, String line) {
        try {
            output.line(line);
        } catch (IOException e) {
            // The attempt's end is told all the same.
        }
    }
}
