package dev.coppice.api;

import dev.coppice.isolation.Isolation;
import dev.coppice.isolation.Sandboxes;
import dev.coppice.project.VerificationSettings;
import dev.coppice.queue.BudgetChange;
import dev.coppice.queue.Scheduling;
import dev.coppice.submission.PlanTerms;
import dev.coppice.submission.PullRequestAsk;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The body of a request to start a plan, as it was sent; exactly one of plan path and plan text is there.
 *
 * @param planName what to call a plan that was sent as text
 * @param priority the smaller comes first; only the operator may send one below 0
 * @param escalation the agents by which retries are done, instead of the configured ones
 * @param repairRounds instead of what the repository says
 * @param agentCommand only the operator may send it, as isolation, workers, resume and replace
 * @param replace in mode local, cancel the unfinished execution that has the checkout
 * @param image of a mode with an image, and the operator's to name
 * @param dialect as which the plan is read; empty: as it looks
 * @param planFile the path in the repository of the file that a plan text comes from
 * @param markDone whether completed tasks are marked in the plan's file on the result
 * @param resume go on with the newest execution of this plan in this repository instead of beginning one
 */
record StartRequest(
        Optional<String> planPath,
        Optional<String> planText,
        Optional<String> planName,
        Optional<String> repository,
        int startBatch,
        OptionalInt endBatch,
        String executionMode,
        boolean autoMerge,
        Optional<String> push,
        Optional<PullRequestAsk> pullRequest,
        Optional<String> agent,
        Optional<Integer> maxConcurrent,
        int priority,
        int maxRetries,
        Optional<List<String>> escalation,
        Optional<Integer> deadlineSeconds,
        Optional<String> base,
        Optional<Integer> taskTimeoutSeconds,
        Optional<Integer> repairRounds,
        BudgetChange budgets,
        Optional<List<String>> agentCommand,
        Optional<String> isolation,
        Optional<Integer> workers,
        boolean resume,
        boolean replace,
        Optional<String> image,
        Optional<List<String>> requireApproval,
        Optional<String> dialect,
        Optional<String> planFile,
        boolean markDone) {

    static final int MOST_WORKERS = 256;

    private static final int LONGEST_NAME = 255;
    private static final int MOST_BATCHES = 1_000_000;
    private static final int LONGEST_TASK = 30 * 24 * 60 * 60;
    private static final int LONGEST_EXECUTION = 365 * 24 * 60 * 60;
    private static final int MOST_RETRIES = 100;

    private static final Set<String> FIELDS = Set.of(
            "plan_path",
            "plan_text",
            "plan_name",
            "repository",
            "start_batch",
            "end_batch",
            "execution_mode",
            "auto_merge",
            "push",
            "pull_request",
            "agent",
            "max_concurrent",
            "priority",
            "max_retries",
            "escalation",
            "deadline_seconds",
            "base",
            "task_timeout_seconds",
            "repair_rounds",
            "budget_usd",
            "batch_budget_usd",
            "task_budget_usd",
            "attempt_budget_usd",
            "budget_hard_stop",
            "agent_command",
            "isolation",
            "workers",
            "resume",
            "replace",
            "image",
            "require_approval",
            "dialect",
            "plan_file",
            "mark_done");

    /** Reads what was sent; a {@link ProblemException} names the field that is wrong. */
    static StartRequest of(byte[] body, HttpHeaders headers, UriInfo uri) {
        return of(PlanBody.fields(body, headers, uri, FIELDS));
    }

    private static StartRequest of(JsonFields fields) {
        var request = new StartRequest(
                fields.text("plan_path"),
                fields.text("plan_text"),
                fields.text("plan_name"),
                fields.text("repository"),
                Math.max(1, fields.number("start_batch", 0, MOST_BATCHES).orElse(1)),
                fields.number("end_batch", 1, Integer.MAX_VALUE)
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty),
                mode(fields),
                fields.flag("auto_merge").orElse(false),
                fields.text("push"),
                PullRequestBody.of(fields),
                fields.text("agent"),
                fields.number("max_concurrent", 1, MOST_WORKERS),
                fields.number("priority", Scheduling.FIRST, -Scheduling.FIRST).orElse(0),
                fields.number("max_retries", 0, MOST_RETRIES).orElse(0),
                fields.texts("escalation"),
                fields.number("deadline_seconds", 1, LONGEST_EXECUTION),
                fields.text("base"),
                fields.number("task_timeout_seconds", 1, LONGEST_TASK),
                fields.number("repair_rounds", 0, VerificationSettings.MOST_REPAIR_ROUNDS),
                fields.budgets(),
                fields.texts("agent_command"),
                fields.text("isolation"),
                fields.number("workers", 1, MOST_WORKERS),
                fields.flag("resume").orElse(false),
                fields.flag("replace").orElse(false),
                fields.text("image"),
                fields.texts("require_approval"),
                fields.text("dialect"),
                fields.text("plan_file"),
                fields.flag("mark_done").orElse(false));
        return request.withOnePlan().withPlainName().withFileToMark();
    }

    /** An isolation of that name is a mode; where nothing is said of either, the setting may mean it too. */
    private static String mode(JsonFields fields) {
        var mode = fields.text("execution_mode");
        var isolation = fields.text("isolation")
                .or(() -> mode.isPresent()
                        ? Optional.empty()
                        : Optional.of(Sandboxes.usual().word()));
        return Isolation.mode(mode.orElse("worktree"), isolation.orElse(""));
    }

    /** It is shown in lists and logs. */
    private StartRequest withPlainName() {
        planName.filter(name -> name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))
                .ifPresent(_ -> {
                    throw Problem.about(
                                    "plan_name", "plan_name has at most " + LONGEST_NAME + " characters on one line")
                            .asException();
                });
        return this;
    }

    private StartRequest withOnePlan() {
        if (planPath.isPresent() == planText.isPresent()) {
            throw Problem.about("plan_path", "send either plan_path or plan_text")
                    .asException();
        }
        return this;
    }

    /** A resumed execution keeps what was said when it began. */
    private StartRequest withFileToMark() {
        if (markDone && !resume && planPath.or(() -> planFile).isEmpty()) {
            throw Problem.about(
                            "mark_done",
                            "mark_done needs to know which file the plan is; send plan_file, its path in the repository")
                    .asException();
        }
        return this;
    }

    PlanTerms terms() {
        return new PlanTerms(dialect, planPath.or(() -> planFile).filter(_ -> markDone));
    }

    /** The first field that only the operator may send, if there is one. */
    Optional<String> operatorsField() {
        return agentCommand
                .map(_ -> "agent_command")
                .or(() -> isolation.map(_ -> "isolation"))
                .or(() -> workers.map(_ -> "workers"))
                .or(() -> priority < 0 ? Optional.of("priority") : Optional.empty())
                .or(() -> resume ? Optional.of("resume") : Optional.empty())
                .or(() -> replace ? Optional.of("replace") : Optional.empty())
                .or(() -> image.map(_ -> "image"));
    }
}
