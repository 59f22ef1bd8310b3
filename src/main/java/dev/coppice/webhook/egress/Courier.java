package dev.coppice.webhook.egress;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one request and waits for what is answered. A name is looked up once, and the address that was found harmless is the one that is
 * connected to. No redirect is followed, no proxy asked, and of the answer only the status and {@code Retry-After} are read.
 */
@ApplicationScoped
public class Courier {

    /** From the look-up to the answer's head. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private final NameLookup names;
    private final Connections connections;
    private final Duration patience;

    @Inject
    Courier(NameLookup names, Vertx vertx) {
        this(names, vertx, new HttpClientOptions(), PATIENCE);
    }

    Courier(NameLookup names, Vertx vertx, HttpClientOptions options, Duration patience) {
        this.names = names;
        this.connections = new Connections(vertx, options, patience);
        this.patience = patience;
    }

    @PreDestroy
    void close() {
        connections.close();
    }

    public Answer post(Letter letter) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            var found = lookUp(letter.to().host()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!letter.mayBePrivate() && !found.stream().allMatch(PublicAddresses::mayBeReached)) {
                return new Answer.Unanswered(
                        letter.to().host()
                                + " leads to this machine or a private network, which only the operator can allow (allow-private)");
            }
            var address = found.get(Math.floorMod(letter.turn(), found.size()));
            return connections.post(letter, address, Duration.ofNanos(deadline - System.nanoTime()));
        } catch (TimeoutException e) {
            return new Answer.Unanswered("the name " + letter.to().host() + " could not be looked up in time");
        } catch (ExecutionException e) {
            return new Answer.Unanswered("no address is known of " + letter.to().host());
        }
    }

    /** On a thread of its own: a look-up cannot be interrupted. */
    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        var found = new CompletableFuture<List<InetAddress>>();
        Thread.ofVirtual().name("look-up").start(() -> {
            try {
                found.complete(names.addresses(host));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        return found;
    }
}
