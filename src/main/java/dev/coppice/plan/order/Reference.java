package dev.coppice.plan.order;

/** What a dependency names; {@code kind} is "" if the plan does not say whether it means a task or a group. */
public sealed interface Reference {

    /** A task or a group by its number. */
    record One(String kind, String number) implements Reference {}

    /** Everything from one number to another. */
    record Range(String kind, String from, String to) implements Reference {}

    /** All tasks whose number begins so: {@code 2.x}. */
    record Under(String number) implements Reference {}

    /** Everything that stands before. */
    record AllPrior() implements Reference {}
}
