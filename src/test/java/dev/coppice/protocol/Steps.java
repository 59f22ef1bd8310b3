package dev.coppice.protocol;

import java.util.function.Consumer;

/** Takes the steps that a world allows. */
@FunctionalInterface
interface Steps {

    void taken(String what, World after);

    /** Does the step to a copy. */
    default void step(String what, World before, Consumer<World> change) {
        var after = before.copy();
        change.accept(after);
        taken(what, after);
    }
}
