package dev.coppice.webhook;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.api.ApiResource;
import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on their way to a real server, which takes them or does not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class DeliveryTest {

    private final Receiver receiver = new Receiver();

    @TempDir
    Path folder;

    @Inject
    MadeWebhook made;

    @Inject
    Webhooks webhooks;

    @Inject
    WebhookRows rows;

    @Inject
    ConfiguredWebhooks configured;

    @Inject
    Deliveries deliveries;

    @Inject
    Tries tries;

    @Inject
    Sender sender;

    @Inject
    Postman postman;

    @AfterEach
    void close() {
        receiver.close();
    }

    private Delivery test(MadeWebhook.Made webhook) {
        return deliveries.test(webhook.name(), Format.STANDARD).orElseThrow();
    }

    private Delivery only(MadeWebhook.Made webhook) {
        assertThat(made.log(webhook)).hasSize(1);
        return made.log(webhook).getFirst();
    }

    private Standing standing(MadeWebhook.Made webhook) {
        return webhooks.find(webhook.name()).orElseThrow();
    }

    @Test
    void aMessageThatIsTakenIsDelivered() throws Exception {
        var webhook = made.make(receiver);
        var sent = test(webhook);

        made.sendDue(webhook);

        assertThat(only(webhook).state()).isEqualTo("delivered");
        assertThat(only(webhook).lastStatus()).hasValue(204);
        assertThat(only(webhook).tries()).isEqualTo(1);
        assertThat(standing(webhook).lastDeliveredAt()).isPresent();
        var got = receiver.got().getFirst();
        assertThat(got.id()).isEqualTo(sent.messageId());
        assertThat(got.isSignedBy(webhook.secret())).isTrue();
        assertThat(got.isSignedBy("whsec_" + "A".repeat(40))).isFalse();
        assertThat(got.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void oneThatIsNotTakenIsTriedAgainUnderTheSameIdUntilItIs() throws Exception {
        var webhook = made.make(receiver);
        receiver.answersNext(500, Map.of());
        test(webhook);

        made.sendDue(webhook);
        var failed = only(webhook);
        made.hurry(webhook);
        made.sendDue(webhook);

        assertThat(failed.state()).isEqualTo("pending");
        assertThat(failed.lastError()).hasValue("answered 500");
        assertThat(Duration.between(
                        failed.triedAt().orElseThrow(), failed.nextAt().orElseThrow()))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(60));
        assertThat(only(webhook).state()).isEqualTo("delivered");
        assertThat(receiver.got()).hasSize(2);
        assertThat(receiver.got().stream().map(Receiver.Got::id).distinct()).hasSize(1);
        assertThat(receiver.got().stream().map(Receiver.Got::body).distinct()).hasSize(1);
    }

    @Test
    void afterTenTriesItIsGivenUpAndCanBeSentAgainByHand() throws Exception {
        var webhook = made.make(receiver);
        receiver.answersAlways(400);
        test(webhook);

        for (int turn = 0; turn < 10; turn++) {
            assertThat(only(webhook).state()).isEqualTo("pending");
            made.hurry(webhook);
            made.sendDue(webhook);
        }

        assertThat(only(webhook).state()).isEqualTo("failed");
        assertThat(only(webhook).nextAt()).isEmpty();
        assertThat(standing(webhook).failed()).isEqualTo(1);
        assertThat(made.sendDue(webhook)).isZero();
        receiver.answersAlways(200);
        var _ = deliveries.redeliver(webhook.name(), only(webhook).messageId()).orElseThrow();
        made.sendDue(webhook);
        assertThat(only(webhook).state()).isEqualTo("delivered");
        assertThat(receiver.got()).hasSize(11);
    }

    @Test
    void aReceiverCanAskForPatienceButNotForEver() throws Exception {
        var webhook = made.make(receiver);
        receiver.answersNext(429, Map.of("Retry-After", "600"));
        receiver.answersNext(503, Map.of("Retry-After", "99999999"));
        test(webhook);

        made.sendDue(webhook);
        var first = wait(webhook);
        made.hurry(webhook);
        made.sendDue(webhook);
        var second = wait(webhook);

        assertThat(first).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(660));
        assertThat(second).isBetween(Duration.ofHours(23), Duration.ofHours(25));
    }

    private Duration wait(MadeWebhook.Made webhook) {
        return Duration.between(Instant.now(), only(webhook).nextAt().orElseThrow());
    }

    @Test
    void aReceiverThatIsGoneIsToldNothingUntilSomebodyEnablesItAgain() throws Exception {
        var webhook = made.make(receiver);
        receiver.answersNext(410, Map.of());
        test(webhook);

        made.sendDue(webhook);

        assertThat(only(webhook).state()).isEqualTo("failed");
        assertThat(standing(webhook).disabledReason()).hasValue("gone");
        test(webhook);
        assertThat(tries.claim(id(webhook), 10)).isEmpty();
        webhooks.enable(webhook.name());
        assertThat(made.sendDue(webhook)).isEqualTo(1);
        assertThat(standing(webhook).disabledAt()).isEmpty();
    }

    private UUID id(MadeWebhook.Made webhook) {
        return rows.find(webhook.name()).orElseThrow().id();
    }

    @Test
    void aRedirectIsAFailure() throws Exception {
        var webhook = made.make(receiver);
        receiver.answersNext(302, Map.of("Location", receiver.url()));
        test(webhook);

        made.sendDue(webhook);

        assertThat(only(webhook).lastError()).hasValue("answered 302, and redirects are not followed");
        assertThat(receiver.got()).hasSize(1);
    }

    @Test
    void aPrivateAddressThatNobodyHasAllowedIsNotReached() throws Exception {
        var webhook = made.make(new NewWebhook(
                MadeWebhook.name(), receiver.url(), Optional.empty(), Optional.empty(), Format.STANDARD, false));
        test(webhook);

        made.sendDue(webhook);

        assertThat(only(webhook).lastError())
                .hasValueSatisfying(
                        error -> assertThat(error).contains("private network").doesNotContain("secret-path"));
        assertThat(receiver.got()).isEmpty();
    }

    /** The one that died has sent it: the receiver sees it twice and knows by the id that it is one. */
    @Test
    void whatOneHadSentWhoDiedBeforeItWroteThatDownIsSentOnceMore() throws Exception {
        var webhook = made.make(receiver);
        test(webhook);
        var dead = tries.claim(id(webhook), 1).getFirst();
        sender.send(
                made.known(webhook),
                new Claimed(dead.id(), UUID.randomUUID(), dead.messageId(), dead.body(), dead.tries()));

        var tooEarly = made.sendDue(webhook);
        made.hurry(webhook);
        made.sendDue(webhook);

        assertThat(tooEarly).isZero();
        assertThat(receiver.got()).extracting(Receiver.Got::id).containsExactly(dead.messageId(), dead.messageId());
        assertThat(only(webhook).state()).isEqualTo("delivered");
        assertThat(only(webhook).tries()).isEqualTo(2);
    }

    @Test
    void whoeverHasLostAMessageToAnotherWritesNothingDownAboutIt() throws Exception {
        var webhook = made.make(receiver);
        test(webhook);
        var slow = tries.claim(id(webhook), 1).getFirst();
        made.hurry(webhook);
        made.sendDue(webhook);

        tries.later(slow, new Tries.Failure(OptionalInt.empty(), "too late"), Duration.ofSeconds(5));

        assertThat(only(webhook).state()).isEqualTo("delivered");
        assertThat(only(webhook).lastError()).isEmpty();
    }

    @Test
    void severalWhoSendAtOnceShareTheMessages() throws Exception {
        var webhook = made.make(receiver);
        int many = 200;
        IntStream.range(0, many).forEach(_ -> test(webhook));
        var id = id(webhook);
        Callable<List<Claimed>> claimer = () -> {
            var claimed = new ArrayList<Claimed>();
            for (var next = tries.claim(id, 3); !next.isEmpty(); next = tries.claim(id, 3)) {
                claimed.addAll(next);
            }
            return claimed;
        };

        var claimed = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var some : threads.invokeAll(List.of(claimer, claimer, claimer, claimer))) {
                some.get().forEach(one -> claimed.add(one.messageId()));
            }
        }

        assertThat(claimed).hasSize(many).doesNotHaveDuplicates();
    }

    @Test
    void aReceiverThatHangsKeepsNoOtherWaiting() throws Exception {
        try (var silent = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
            var hanging = made.make(
                    "http://127.0.0.1:" + silent.getLocalPort() + "/",
                    Format.STANDARD,
                    Optional.empty(),
                    Optional.empty());
            var other = made.make(receiver);
            IntStream.range(0, 20).forEach(_ -> test(hanging));
            IntStream.range(0, 20).forEach(_ -> test(other));

            postman.serve(made.known(hanging));
            postman.serve(made.known(other));

            await().until(() ->
                    made.log(other).stream().allMatch(sent -> sent.state().equals("delivered")));
            assertThat(made.log(hanging)).noneMatch(sent -> sent.state().equals("delivered"));
        }
    }

    @Test
    void theDatabaseTellsNeitherTheAddressNorTheSecret() {
        var webhook = made.make(receiver);

        var row = rows.find(webhook.name()).orElseThrow();

        var text = new String(row.made().orElseThrow().sealed(), StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("secret-path", "whsec_", "127.0.0.1");
        assertThat(standing(webhook).toString()).doesNotContain("secret-path", webhook.secret());
    }

    @Test
    void aServiceWithoutTheKeyLeavesTheWebhookToOthers() throws Exception {
        var webhook = made.make(receiver);
        var otherKey = new KeyFile(Optional::empty, new Folder(folder, UUID.randomUUID()));
        var _ = otherKey.readOrMake().orElseThrow();

        var known = new KnownWebhooks(rows, configured, otherKey)
                .known(rows.find(webhook.name()).orElseThrow());

        assertThat(known)
                .isInstanceOfSatisfying(
                        Known.Unusable.class,
                        unusable -> assertThat(unusable.why()).contains("has not the key"));
        assertThat(Files.getPosixFilePermissions(otherKey.file())).hasSize(2);
    }

    private record Folder(Path root, UUID id) implements OwnFolder {}

    @Test
    void forADayAfterARotationTheSecretBeforeSignsAsWell() throws Exception {
        var webhook = made.make(receiver);
        var rotated = (Change.Done) webhooks.rotate(webhook.name());
        var next = rotated.secret().orElseThrow().text();
        test(webhook);

        made.sendDue(webhook);
        made.change("update webhook set rotated_at = rotated_at - interval '25 hours' where name = '" + webhook.name()
                + "'");
        test(webhook);
        made.sendDue(webhook);

        assertThat(next).isNotEqualTo(webhook.secret());
        assertThat(receiver.got()).allMatch(got -> got.isSignedBy(next));
        assertThat(receiver.got().getFirst().isSignedBy(webhook.secret())).isTrue();
        assertThat(receiver.got().getLast().isSignedBy(webhook.secret())).isFalse();
    }

    @Test
    void oneThatIsDeletedIsToldNothingAnyMore() {
        var webhook = made.make(receiver);
        test(webhook);
        var id = id(webhook);

        webhooks.delete(webhook.name());

        assertThat(tries.claim(id, 10)).isEmpty();
        assertThat(webhooks.find(webhook.name())).isEmpty();
    }

    @Test
    void whatIsOldIsForgotten() {
        var webhook = made.make(receiver);
        var old = test(webhook);
        var young = test(webhook);
        made.change("update webhook_delivery set created_at = created_at - interval '8 days' where message_id = '"
                + old.messageId() + "'");

        int forgotten = deliveries.forget(Duration.ofDays(7), 1000);

        assertThat(forgotten).isEqualTo(1);
        assertThat(made.log(webhook)).extracting(Delivery::messageId).containsExactly(young.messageId());
    }
}
