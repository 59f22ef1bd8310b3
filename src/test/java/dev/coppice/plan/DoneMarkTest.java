package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the report says of done marks is so: writing one marks that task as done, and nothing else. */
class DoneMarkTest {

    @ParameterizedTest
    @MethodSource("plans")
    void writingAMarkMarksThatTaskAsDoneAndNothingElse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Plan plan = Sample.of(bytes).parsed().plan();
        int written = 0;
        for (PlannedTask task : plan.tasks()) {
            var mark = plan.report().placeOf(task.number()).orElseThrow().mark();
            if (!task.done() && mark.isPresent()) {
                Plan marked = Sample.of(with(bytes, mark.get())).parsed().plan();
                assertThat(marked.tasks())
                        .filteredOn(PlannedTask::done)
                        .extracting(done -> done.number().text())
                        .containsExactlyElementsOf(plan.tasks().stream()
                                .filter(other -> other.done() || other.number().equals(task.number()))
                                .map(done -> done.number().text())
                                .toList());
                written++;
            }
        }
        assertThat(written).isPositive();
    }

    static List<String> plans() {
        return OwnPlans.all().values().stream()
                .flatMap(plan -> Stream.of(plan, "\uFEFF" + plan.replace("\n", "\r\n")))
                .toList();
    }

    private static byte[] with(byte[] bytes, DoneMark mark) {
        byte[] done = mark.done().getBytes(StandardCharsets.UTF_8);
        int after = mark.byteOffset() + mark.byteLength();
        byte[] all = Arrays.copyOf(bytes, mark.byteOffset() + done.length + bytes.length - after);
        System.arraycopy(done, 0, all, mark.byteOffset(), done.length);
        System.arraycopy(bytes, after, all, mark.byteOffset() + done.length, bytes.length - after);
        return all;
    }
}
