package dev.coppice.cli;

import dev.coppice.cli.options.ReportFiles;
import dev.coppice.cli.options.RunPullRequest;
import dev.coppice.cli.options.RunScheduling;
import java.util.List;

/**
 * What one {@code coppice run} was asked for, checked; handed to the application inside Quarkus as its only argument.
 *
 * @param base the revision to start from
 * @param autoMerge whether that branch is taken forward to the completed result
 * @param push the remote, or {@code remote:branch}, that the completed result is pushed to; empty: none
 * @param pullRequest the one that the result is to get
 * @param agent empty on a resume that goes on with the agent of before
 * @param isolation empty if none was given
 * @param taskSeconds the time limit per task; 0 if none was given
 * @param repairRounds -1 if no number was given
 * @param replace whether an unfinished execution of mode local gives way to this one
 * @param dialect as which the plan is read; empty: as it looks
 * @param markedFile the plan's path in the repository, where completed tasks are to be marked in it; empty: they are not
 * @param approve what of the plan is approved beforehand: tasks by number, {@code batch:2}, or {@code all}
 * @param workers 0 if no number was given
 * @param image of mode container; empty: the configured one
 */
record RunRequest(
        String planName,
        String planText,
        String repository,
        String mode,
        String base,
        boolean autoMerge,
        String push,
        RunPullRequest pullRequest,
        String agent,
        List<String> agentCommand,
        String isolation,
        long taskSeconds,
        int workers,
        int repairRounds,
        RunScheduling scheduling,
        List<String> approve,
        boolean resume,
        boolean replace,
        boolean json,
        String image,
        String dialect,
        String markedFile,
        ReportFiles reports) {}
