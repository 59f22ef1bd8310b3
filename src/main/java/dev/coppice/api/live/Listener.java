package dev.coppice.api.live;

/** Somebody to whom events are sent, one after the other; each call waits until what it sends is on its way. */
interface Listener {

    /** Whether it is still there. */
    boolean isThere();

    /** Sends one event; throws {@link Gone} if it is not taken. */
    void tell(EventView event) throws Gone, InterruptedException;

    /** Sends what says only that the connection works. */
    void heartbeat() throws Gone, InterruptedException;

    /** Sends that the execution has ended in this state, and that nothing comes after it. */
    void end(EndView end) throws Gone, InterruptedException;

    /** Nobody takes what is sent any more. */
    final class Gone extends Exception {

        private static final long serialVersionUID = 1L;

        Gone(String message) {
            super(message);
        }
    }
}
