package dev.coppice.plan.head;

/** What a heading or an entry of a list turns out to be. */
public sealed interface Head {

    /** The head of a group: its kind (Batch, Phase, ...), its number, and the rest with title and remarks. */
    record Group(String kind, String number, String rest, Mark mark) implements Head {}

    /** The head of a task; {@code box} is the character in its checkbox, if it has one. */
    record Task(String number, String title, Mark mark, String box) implements Head {}

    /** Looks like a head and is none; {@code certain} if it can only be a mistake, {@code number} "" if it has none. */
    record Unreadable(String number, boolean certain, String reason) implements Head {}

    /** Anything else. */
    record Other() implements Head {}
}
