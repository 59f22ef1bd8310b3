package dev.coppice.ops.metrics;

import dev.coppice.money.Spent;
import dev.coppice.queue.Claim;
import dev.coppice.repository.NamedRepositories;
import dev.coppice.repository.NamedRepository;
import dev.coppice.worker.AttemptBegun;
import dev.coppice.worker.PastAttempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Counts the attempts of this process: how soon they began, how long they took, how they ended and what they spent. */
@ApplicationScoped
class AttemptMetrics {

    private static final String AGENT = "agent";
    private static final String NONE = "none";

    /** Folders are no labels: requests may name any below those that the operator allows. */
    private static final String UNNAMED = "unnamed";

    /** Reasons are this product's own words. */
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{0,39}");

    private final MeterRegistry meters;
    private final NamedRepositories repositories;

    AttemptMetrics(MeterRegistry meters, NamedRepositories repositories) {
        this.meters = meters;
        this.repositories = repositories;
    }

    void begun(@Observes AttemptBegun begun) {
        var claim = begun.claim();
        meters.counter("coppice.claims", AGENT, claim.agent()).increment();
        Durations.pickup(meters, Tags.of(AGENT, claim.agent())).record(claim.waited());
    }

    void over(@Observes PastAttempt past) {
        var claim = past.claim();
        var tags = Tags.of(AGENT, claim.agent(), "repository", name(claim.repository()));
        meters.counter("coppice.attempts", tags.and("outcome", past.end().word(), "reason", reason(past)))
                .increment();
        for (var phase : past.phases()) {
            Durations.phase(
                            meters,
                            Tags.of(AGENT, claim.agent(), "phase", phase.phase().word()))
                    .record(phase.took());
        }
        spent(claim, tags, past.spent());
    }

    private static String reason(PastAttempt past) {
        if (past.reason().isEmpty()) {
            return NONE;
        }
        return WORD.matcher(past.reason()).matches() ? past.reason() : "other";
    }

    private String name(Path folder) {
        return repositories.in(folder).map(NamedRepository::name).orElse(UNNAMED);
    }

    private void spent(Claim claim, Tags tags, Spent spent) {
        meters.counter("coppice.cost.usd", tags).increment(spent.dollars().doubleValue());
        var tokens = spent.tokens();
        tokens(claim, "input", tokens.input());
        tokens(claim, "output", tokens.output());
        tokens(claim, "cache_read", tokens.cacheRead());
        tokens(claim, "cache_write", tokens.cacheWrite());
    }

    private void tokens(Claim claim, String kind, long number) {
        meters.counter("coppice.tokens", AGENT, claim.agent(), "kind", kind).increment((double) number);
    }
}
