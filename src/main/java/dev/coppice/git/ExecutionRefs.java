package dev.coppice.git;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;

/** The refs of one execution; Coppice creates, moves and deletes no others. */
public record ExecutionRefs(ExecutionId execution) {

    /** Below it lies every private ref of every execution. */
    public static final String PRIVATE = "refs/coppice/";

    /** Below it lies the branch of every execution. */
    public static final String BRANCHES = "refs/heads/coppice/";

    /** The record of what has landed. */
    public RefName result() {
        return new RefName(PRIVATE + execution + "/tip");
    }

    /** The commit of one attempt, landed or not. */
    public RefName attempt(TaskNumber task, int attempt) {
        return new RefName(PRIVATE + execution + "/task/" + task + "/" + attempt);
    }

    /** Holds an attempt's mark until the task has landed, then the landed commit. */
    public RefName fence(TaskNumber task) {
        return new RefName(PRIVATE + execution + "/fence/" + task);
    }

    /** What lay in the user's checkout and belonged to no attempt, kept because Coppice had to clear it away. */
    public RefName kept(int number) {
        return new RefName(PRIVATE + execution + "/kept/" + number);
    }

    /** By which an attempt's files go to a cluster and come back; only at the origin, and only while the attempt lasts. */
    public RefName away(TaskNumber task, int attempt) {
        return new RefName(BRANCHES + execution + "/attempt/" + task + "/" + attempt);
    }

    /** The branch that follows the result, for people. */
    public RefName branch() {
        return new RefName("refs/heads/" + execution.resultBranch());
    }
}
