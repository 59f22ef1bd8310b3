package dev.coppice.git;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The message of a commit that Coppice makes: a subject of one line, a body, and trailers that recovery reads.
 *
 * <p>Subject and body come from a plan, so they are text of unknown will: control and direction characters are blanked, lengths
 * are bounded, and our trailers are a paragraph of their own at the end, the only place where trailers count.
 */
public record CommitMessage(String subject, String body, String trailers) {

    public static final String EXECUTION = "Coppice-Execution";
    public static final String TASK = "Coppice-Task";
    public static final String ATTEMPT = "Coppice-Attempt";

    /** In place of task and attempt: how many tasks a commit marks as done in their plan. */
    public static final String MARKS = "Coppice-Marks";

    private static final int SUBJECT_LIMIT = 120;
    private static final int BODY_LIMIT = 4000;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    /** From a task's title and the commit message that its plan asks for, empty for one made from the title. */
    public static CommitMessage of(ExecutionId execution, TaskNumber task, int attempt, String title, String label) {
        var asked = label.strip().split("\\R", 2);
        String subject = asked[0].isBlank() ? "feat(pipeline): " + line(title, SUBJECT_LIMIT) : asked[0];
        String more = asked.length == 2 ? paragraph(asked[1]) + "\n\n" : "";
        return new CommitMessage(
                line(subject, SUBJECT_LIMIT),
                more + "Task " + task + " of " + execution + ": " + line(title, SUBJECT_LIMIT),
                EXECUTION + ": " + execution + '\n' + TASK + ": " + task + '\n' + ATTEMPT + ": " + attempt);
    }

    /** Of the commit that marks tasks as done in the plan's file. */
    public static CommitMessage ofMarks(ExecutionId execution, String file, List<TaskNumber> tasks) {
        String numbers = tasks.stream().map(TaskNumber::text).collect(Collectors.joining(", "));
        return new CommitMessage(
                line("chore(pipeline): mark what is done in " + file, SUBJECT_LIMIT),
                line("Done by " + execution + ": " + numbers, BODY_LIMIT),
                EXECUTION + ": " + execution + '\n' + MARKS + ": " + tasks.size());
    }

    /** The whole message as git stores it. */
    public String text() {
        return subject + "\n\n" + body + "\n\n" + trailers + '\n';
    }

    private static String paragraph(String text) {
        return text.lines()
                .limit(100)
                .map(line -> line(line, BODY_LIMIT))
                .collect(Collectors.collectingAndThen(Collectors.joining("\n"), all -> cut(all, BODY_LIMIT)))
                .strip();
    }

    private static String line(String text, int limit) {
        String plain = UNPRINTABLE.matcher(text).replaceAll(" ").strip().replaceAll("\\s+", " ");
        return cut(plain, limit);
    }

    private static String cut(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit - 1)).stripTrailing() + "…";
    }
}
