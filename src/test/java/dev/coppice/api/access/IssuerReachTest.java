package dev.coppice.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** However many tokens come, the issuer is asked once. */
class IssuerReachTest {

    private Instant now = Instant.EPOCH;
    private boolean isReached;
    private final AtomicInteger asked = new AtomicInteger();
    private final IssuerReach reach = new IssuerReach(() -> isReached, Duration.ofSeconds(5), () -> now);

    private Future<String> ask(Future<String> answer) {
        return reach.whenReached(
                () -> {
                    asked.incrementAndGet();
                    return answer;
                },
                "unknown");
    }

    @Test
    void thoseThatComeMeanwhileWaitForTheFirst() {
        var answer = Promise.<String>promise();
        var first = ask(answer.future());
        var second = ask(Future.succeededFuture("second"));
        assertThat(asked).hasValue(1);
        assertThat(second.isComplete()).isFalse();

        isReached = true;
        answer.complete("first");

        assertThat(first.result()).isEqualTo("first");
        assertThat(second.result()).isEqualTo("second");
        assertThat(reach.isSilent()).isFalse();
    }

    @Test
    void withoutAnAnswerNobodyAsksAgainBeforeThePauseIsOver() {
        ask(Future.succeededFuture("no keys"));
        assertThat(reach.isSilent()).isTrue();

        assertThat(ask(Future.succeededFuture("x")).result()).isEqualTo("unknown");
        assertThat(asked).hasValue(1);

        now = now.plusSeconds(5);
        isReached = true;
        assertThat(ask(Future.succeededFuture("x")).result()).isEqualTo("x");
    }

    @Test
    void thoseThatWaitedForAnAnswerThatDidNotComeKnowNothing() {
        var answer = Promise.<String>promise();
        ask(answer.future());
        var second = ask(Future.succeededFuture("second"));

        answer.complete("no keys");

        assertThat(second.result()).isEqualTo("unknown");
        assertThat(asked).hasValue(1);
    }

    @Test
    void afterAFailureTheNextOneAsksOnceThePauseIsOver() {
        ask(Future.failedFuture("broken"));
        now = now.plusSeconds(5);

        ask(Future.succeededFuture("x"));

        assertThat(asked).hasValue(2);
    }

    @Test
    void soItIsAfterAQuestionThatCouldNotEvenBeAsked() {
        var failed = reach.whenReached(
                () -> {
                    throw new IllegalStateException("no question");
                },
                "unknown");
        now = now.plusSeconds(5);

        ask(Future.succeededFuture("x"));

        assertThat(failed.failed()).isTrue();
        assertThat(asked).hasValue(1);
    }
}
