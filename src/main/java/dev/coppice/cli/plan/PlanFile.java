package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.Paint;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.reading.PlanParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A plan as a file that was read, or could not be. */
public sealed interface PlanFile {

    /** Its text, and what that was read as; {@code lines} are the diagnostics for people. */
    record Read(String text, ParsedPlan parsed, String lines) implements PlanFile {}

    record Unreadable(String reason) implements PlanFile {}

    /** Reads one byte more than a plan may have: the parser then says that it is too large, whatever the file is. */
    static PlanFile read(Path file, Optional<String> dialect) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] source = in.readNBytes(PlanParser.LARGEST + 1);
            var name = Optional.ofNullable(file.getFileName()).orElse(file).toString();
            var parsed = PlanParser.parse(name, source, dialect);
            var text = new String(source, StandardCharsets.UTF_8);
            // A mark of byte order is no part of the first line, whose columns are counted without it.
            var shown = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return new Read(text, parsed, new DiagnosticLines(file.toString(), shown, Paint.ofTerminal()).of(parsed));
        } catch (NoSuchFileException e) {
            return new Unreadable("there is no plan " + file);
        } catch (IOException e) {
            return new Unreadable("cannot read the plan " + file + ": " + e.getMessage());
        }
    }
}
