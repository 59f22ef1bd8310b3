package dev.coppice.wakeup;

import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Tells those who wait for work what a transaction has made possible: after its commit, because a notification within it would make all
 * commits wait for each other, and once, whatever the transaction says twice. Of this process at once, of others by notification.
 */
@ApplicationScoped
public class WakeUps {

    private final TransactionSynchronizationRegistry transaction;
    private final OwnQueues queues;
    private final Event<WakeUp> here;
    private final NotificationSender elsewhere;

    WakeUps(
            TransactionSynchronizationRegistry transaction,
            OwnQueues queues,
            Event<WakeUp> here,
            NotificationSender elsewhere) {
        this.transaction = transaction;
        this.queues = queues;
        this.here = here;
        this.elsewhere = elsewhere;
    }

    /** To be called within the transaction that made so many tasks of the queue claimable, or right after it. */
    public void admitted(String queue, int tasks) {
        if (tasks > 0) {
            afterCommit(new WakeUp.Claimable(queue));
        }
    }

    /** To be called within the transaction that asked executing tasks to stop. */
    public void stopAsked(ExecutionId execution) {
        afterCommit(new WakeUp.StopAsked(execution));
    }

    /** What is asked for without a transaction around it is committed when it comes here. */
    private void afterCommit(WakeUp wakeUp) {
        if (transaction.getTransactionKey() == null) {
            tell(wakeUp);
        } else if (transaction.getResource(wakeUp) == null) {
            transaction.putResource(wakeUp, wakeUp);
            transaction.registerInterposedSynchronization(new AfterCommit(wakeUp));
        }
    }

    private void tell(WakeUp wakeUp) {
        if (queues.isForHere(wakeUp)) {
            here.fire(wakeUp);
        }
        if (queues.isForElsewhere(wakeUp)) {
            elsewhere.tell(Notification.of(wakeUp));
        }
    }

    private final class AfterCommit implements Synchronization {

        private final WakeUp wakeUp;

        private AfterCommit(WakeUp wakeUp) {
            this.wakeUp = wakeUp;
        }

        @Override
        public void beforeCompletion() {
            // Nothing of this belongs into the transaction.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                tell(wakeUp);
            }
        }
    }
}
