package dev.coppice.repository;

import dev.coppice.git.FetchTrouble;

/** Whether a repository is as it is where it lies. */
public sealed interface Refreshed {

    /** It is, or was a moment ago. */
    record Fresh() implements Refreshed {}

    /** It is being fetched, and that takes longer than anybody should wait. */
    record Underway() implements Refreshed {}

    /** It could not be fetched; the words are for people, without logins and without places of this host. */
    record Stale(FetchTrouble trouble, String words) implements Refreshed {}
}
