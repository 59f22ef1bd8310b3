package dev.coppice.api.access;

import dev.coppice.access.issuer.Issuer;
import io.quarkus.logging.Log;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets the first token wait for the issuer's keys, and those that come meanwhile for the first: whoever sends tokens, of whatever worth,
 * makes this service ask once, and once again after a pause if there was no answer.
 */
@ApplicationScoped
class IssuerReach {

    private final BooleanSupplier reached;
    private final Duration pause;
    private final InstantSource clock;
    private Optional<Promise<Void>> first = Optional.empty();
    private Instant nextTime = Instant.MIN;

    @Inject
    IssuerReach(Issuer issuer, TenantConfigBean tenants) {
        this(() -> tenants.getDynamicTenant(IssuerTenant.ID) != null, issuer.patience(), InstantSource.system());
    }

    IssuerReach(BooleanSupplier reached, Duration pause, InstantSource clock) {
        this.reached = reached;
        this.pause = pause;
        this.clock = clock;
    }

    /** Whether its keys are here. */
    boolean isReached() {
        return reached.getAsBoolean();
    }

    /** Whether it did not answer when it was asked last. */
    synchronized boolean isSilent() {
        return !isReached() && !nextTime.equals(Instant.MIN);
    }

    /** Asks as soon as there are keys, or is what makes them come; the other answer where none come now. */
    <T> Future<T> whenReached(Supplier<Future<T>> asking, T otherwise) {
        if (isReached()) {
            return asked(asking);
        }
        var mine = Promise.<Void>promise();
        var before = before(mine);
        if (before.isPresent()) {
            return before.get().future().compose(_ -> isReached() ? asked(asking) : Future.succeededFuture(otherwise));
        }
        return isMine(mine) ? asked(asking).onComplete(_ -> end(mine)) : Future.succeededFuture(otherwise);
    }

    /** What fails before it has begun has failed as well, and lets the next one ask. */
    private static <T> Future<T> asked(Supplier<Future<T>> asking) {
        return Future.<T>succeededFuture().compose(_ -> asking.get());
    }

    /** The one that asks already; empty if this one is to, or if it is too early for anybody. */
    private synchronized Optional<Promise<Void>> before(Promise<Void> mine) {
        var other = first;
        if (other.isEmpty() && !clock.instant().isBefore(nextTime)) {
            first = Optional.of(mine);
        }
        return other;
    }

    private synchronized boolean isMine(Promise<Void> mine) {
        return first.filter(mine::equals).isPresent();
    }

    private void end(Promise<Void> mine) {
        synchronized (this) {
            first = Optional.empty();
            if (!isReached()) {
                nextTime = clock.instant().plus(pause);
                Log.warnf(
                        "the issuer of tokens does not answer; it is asked again in %d s at the earliest",
                        pause.toSeconds());
            }
        }
        mine.complete();
    }
}
