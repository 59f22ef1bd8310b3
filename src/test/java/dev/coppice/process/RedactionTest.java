package dev.coppice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {

    private static final String SECRET = "sk-ant-ü-0123456789";
    private static final String TEXT = "key=" + SECRET + "; again " + SECRET + SECRET + " sk-ant-no s";
    private static final String CLEAN = "key=[redacted]; again [redacted][redacted] sk-ant-no s";

    private final Capture printed = new Capture(10_000);

    static IntStream chunkSizes() {
        return IntStream.rangeClosed(1, TEXT.getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @MethodSource("chunkSizes")
    void aSecretIsBlackedOutWhereverTheChunksBegin(int size) throws IOException {
        var redaction = new Redaction(printed, List.of(SECRET));

        writeInChunks(redaction, TEXT, size);
        redaction.finish();

        assertThat(printed.text()).isEqualTo(CLEAN);
    }

    @ParameterizedTest
    @MethodSource("chunkSizes")
    void ofTwoSecretsTheLongerOneLeavesNoEndStanding(int size) throws IOException {
        var redaction = new Redaction(printed, List.of("sk-ant-", SECRET));

        writeInChunks(redaction, TEXT, size);
        redaction.finish();

        assertThat(printed.text()).isEqualTo(CLEAN.replace("sk-ant-no", "[redacted]no"));
    }

    @Test
    void whatCannotBecomeASecretIsHandedOnAtOnce() throws IOException {
        var redaction = new Redaction(printed, List.of(SECRET));

        redaction.line("nothing to hide");

        assertThat(printed.text()).isEqualTo("nothing to hide\n");
    }

    @Test
    void aCommandsOutputAndErrorsAreBothRedactedAndLeftInOrder() {
        var launcher = new RedactingLauncher(new DirectLauncher(), List.of("open-sesame"));
        var command =
                Commands.shell("printf 'open-'; sleep 0.2; echo sesame; echo 'not open-sesame' >&2; printf open-");

        launcher.launch(command, printed, printed).await();

        assertThat(printed.text()).isEqualTo("[redacted]\nnot [redacted]\nopen-");
    }

    @Test
    void twoOutputsStayTwo() {
        var errors = new Capture(100);
        var launcher = new RedactingLauncher(new DirectLauncher(), List.of("open-sesame"));

        launcher.launch(Commands.shell("echo open-sesame one; echo open-sesame two >&2"), printed, errors)
                .await();

        assertThat(printed.text()).isEqualTo("[redacted] one\n");
        assertThat(errors.text()).isEqualTo("[redacted] two\n");
    }

    private static void writeInChunks(Output to, String text, int size) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            byte[] chunk = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
            to.write(chunk, chunk.length);
        }
    }
}
