package dev.coppice.worker;

import dev.coppice.money.Spent;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Counts what an attempt's agent spends while it works. Who tells never waits for who writes it down, and what is written later was told
 * later: a sum that was told on the way may be larger than that of the end.
 */
final class Meter {

    private final ReentrantLock writing = new ReentrantLock();
    private Spent before = Spent.NOTHING;
    private Spent total = Spent.NOTHING;
    private boolean isWritten = true;
    private boolean isAtWork;

    /** By the whole attempt, as far as it has been told. */
    synchronized Spent total() {
        return total;
    }

    /** The agent begins a round. */
    synchronized void begin() {
        isAtWork = true;
    }

    /** Whether the agent is at work: the money of an agent that has finished is spent, and what it was spent on is to land. */
    synchronized boolean isAtWork() {
        return isAtWork;
    }

    /** The round that goes on has taken so much from its beginning until now. */
    synchronized void tell(Spent round) {
        if (isAtWork) {
            total = before.plus(round);
            isWritten = false;
        }
    }

    /** The round is over, and has taken so much; the whole attempt's sum is written. */
    void end(Spent round, Consumer<Spent> book) {
        writing.lock();
        try {
            book.accept(add(round));
        } finally {
            writing.unlock();
        }
    }

    private synchronized Spent add(Spent round) {
        isAtWork = false;
        isWritten = true;
        before = before.plus(round);
        total = before;
        return total;
    }

    /** Writes what has been told since the last time; false if nothing has. */
    boolean write(Consumer<Spent> book) {
        writing.lock();
        try {
            var news = news();
            news.ifPresent(book);
            return news.isPresent();
        } finally {
            writing.unlock();
        }
    }

    private synchronized Optional<Spent> news() {
        if (isWritten) {
            return Optional.empty();
        }
        isWritten = true;
        return Optional.of(total);
    }
}
