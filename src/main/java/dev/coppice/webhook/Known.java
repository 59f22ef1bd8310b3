package dev.coppice.webhook;

/** What this process knows of a webhook. */
sealed interface Known {

    /** It can send to it. */
    record Usable(Endpoint endpoint) implements Known {}

    /**
     * It cannot.
     *
     * @param why for people, without a secret
     */
    record Unusable(String why) implements Known {}
}
