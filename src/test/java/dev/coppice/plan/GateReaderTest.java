package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateReaderTest {

    private static final String PLAN = "\n## Batch 1: A\n\n### Task 1.1: a\n\nDo it.\n";

    @Test
    void aPlanWithoutAGateHasNone() {
        assertThat(Sample.of("---\ntitle: A\n---" + PLAN).parsed().plan().gate())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gate: mvn -q verify", "gate:mvn -q verify", "gate: 'mvn -q verify'", "gate :  mvn -q verify  "})
    void aGateIsOneCommandOnItsLine(String line) {
        assertThat(gate(line + "\ntitle: A")).containsExactly("mvn -q verify");
    }

    @Test
    void orAListOfCommands() {
        assertThat(gate("gate:\n  - npm ci\n- \"npm test -- --grep 'a: b'\"\ntitle: A\n- no command"))
                .containsExactly("npm ci", "npm test -- --grep 'a: b'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate:", "gate: ''", "gate:\ntitle: A", "gate: |\n  mvn verify", "gate: >-\n  mvn verify"})
    void aGateThatSaysNothingIsAnErrorAndNotNoGate(String lines) {
        assertThat(Sample.of("---\n" + lines + "\n---" + PLAN).errors()).containsExactly("error unreadable-gate 2");
    }

    private static List<String> gate(String lines) {
        var sample = Sample.of("---\n" + lines + "\n---" + PLAN);
        assertThat(sample.problems())
                .noneMatch(problem -> problem.contains("gate") || problem.contains("front-matter"));
        return sample.parsed().plan().gate();
    }
}
