package dev.coppice.agent.codex;

import dev.coppice.money.Usage;

/** What the codex CLI tells about its run, one JSON object a line; only what Coppice reads. A text that is missing is "". */
sealed interface CodexEvent {

    /** It has begun. */
    record Began(String thread) implements CodexEvent {}

    /** It ran a command or changed files, or could not. */
    record Worked() implements CodexEvent {}

    /** Something went wrong that need not end the run, such as a request that is sent again. */
    record Complained(String message) implements CodexEvent {}

    /** Its last word. */
    sealed interface LastWord extends CodexEvent {}

    /** It has done what it could, and used so much. */
    record Completed(Usage usage) implements LastWord {}

    /** It could not go on. */
    record Broke(String message) implements LastWord {}
}
