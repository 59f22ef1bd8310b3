package dev.coppice.webhook;

import java.util.Optional;

/** What came of a wish to make a webhook, or to change one. */
public sealed interface Change {

    /**
     * It is done.
     *
     * @param secret by which messages are signed, if it is a new one: at the only moment at which it is shown
     */
    record Done(Standing webhook, Optional<SigningSecret> secret) implements Change {}

    /** There is none of this name. */
    record NotFound() implements Change {}

    /**
     * It makes no sense now.
     *
     * @param code for programs
     */
    record NotPossible(String code, String why) implements Change {}

    /** This service has no key to keep secrets with. */
    record NoKey(String why) implements Change {}
}
