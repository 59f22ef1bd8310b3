package dev.coppice.isolation.container;

/** Whether containers of an image can run here. */
sealed interface Footing {

    /**
     * One has.
     *
     * @param image by its id
     */
    record Firm(Engine engine, Way way, String image) implements Footing {}

    /** None can; the reason is for people. */
    record Lacking(String reason) implements Footing {}
}
