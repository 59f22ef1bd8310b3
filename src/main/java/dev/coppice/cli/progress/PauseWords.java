package dev.coppice.cli.progress;

import dev.coppice.cli.terminal.OneLine;
import dev.coppice.report.AgentPauseReport;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Says in a line that an agent pauses. */
public final class PauseWords {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ANOTHER_DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private PauseWords() {}

    /** As in "claude paused until 14:05 (rate limit), codex stands in". */
    static String of(AgentPauseReport pause, Instant now) {
        return OneLine.of(
                pause.agent() + " paused until " + time(pause.pausedUntil(), now) + " (" + why(pause.reason()) + ")"
                        + Optional.ofNullable(pause.fallback())
                                .map(agent -> ", " + agent + " stands in")
                                .orElse(""));
    }

    private static String why(String reason) {
        return switch (reason) {
            case "rate_limited" -> "rate limit";
            default -> reason.replace('_', ' ');
        };
    }

    /** In full where that is not today; what is no time is shown as it came. */
    private static String time(String text, Instant now) {
        try {
            ZonedDateTime time = Instant.parse(text).atZone(ZoneId.systemDefault());
            boolean isToday =
                    time.toLocalDate().equals(now.atZone(ZoneId.systemDefault()).toLocalDate());
            return (isToday ? TODAY : ANOTHER_DAY).format(time);
        } catch (DateTimeException e) {
            return text;
        }
    }
}
