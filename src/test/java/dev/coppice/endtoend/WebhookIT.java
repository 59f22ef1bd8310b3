package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped program tells a server that its operator has configured, before it ends. */
class WebhookIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Receiver signed = new Receiver();
    private final Receiver people = new Receiver();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        signed.close();
        people.close();
    }

    @Test
    void aRunTellsItsEndBeforeItIsOver() throws IOException {
        var repository = SampleRepository.in(folder.toRealPath().resolve("weather"));
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
        var secrets = Files.writeString(folder.resolve("secrets"), SECRET + "\n");
        var coppice = new PackagedCoppice(
                folder.resolve("home"),
                folder,
                Map.of(
                        "COPPICE_WEBHOOKS_CI_URL",
                        signed.url(),
                        "COPPICE_WEBHOOKS_CI_SECRET_FILE",
                        secrets.toString(),
                        "COPPICE_WEBHOOKS_CI_ALLOW_PRIVATE",
                        "true",
                        "COPPICE_WEBHOOKS_CHAT_URL",
                        people.url(),
                        "COPPICE_WEBHOOKS_CHAT_FORMAT",
                        "slack",
                        "COPPICE_WEBHOOKS_CHAT_ALLOW_PRIVATE",
                        "true"));

        var run = coppice.run(
                "run", plan.toString(), "--repo", repository.folder().toString(), "--agent", "shell");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(signed.got())
                .extracting(Receiver.Got::type)
                .contains("execution.started", "task.completed", "execution.completed");
        assertThat(signed.got()).allMatch(got -> got.isSignedBy(SECRET));
        assertThat(people.got())
                .singleElement()
                .satisfies(got -> assertThat(got.json().path("text").asText())
                        .startsWith("*execution completed*: ")
                        .contains(" in weather ("));
    }
}
