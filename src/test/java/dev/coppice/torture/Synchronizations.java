package dev.coppice.torture;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered for the end of the current transaction. */
final class Synchronizations implements TransactionSynchronizationRegistry {

    /** Of one transaction. */
    static final class Kept {

        private final Map<Object, Object> resources = new HashMap<>();
        private final List<Synchronization> later = new ArrayList<>();

        void ended(boolean committed) {
            later.forEach(one -> one.afterCompletion(committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK));
        }
    }

    private static Kept current() {
        return Transactions.kept().orElseThrow(() -> new IllegalStateException("no transaction"));
    }

    @Override
    public @Nullable Object getTransactionKey() {
        return Transactions.kept().orElse(null);
    }

    @Override
    public void putResource(Object key, Object value) {
        current().resources.put(key, value);
    }

    @Override
    public @Nullable Object getResource(Object key) {
        return current().resources.get(key);
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        current().later.add(synchronization);
    }

    @Override
    public int getTransactionStatus() {
        return Optional.ofNullable(getTransactionKey()).isPresent()
                ? Status.STATUS_ACTIVE
                : Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public void setRollbackOnly() {
        throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public boolean getRollbackOnly() {
        return false;
    }
}
