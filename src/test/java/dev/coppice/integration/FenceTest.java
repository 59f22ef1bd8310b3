package dev.coppice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FenceTest extends AnExecution {

    @Test
    void aLandedTaskIsAdoptedInsteadOfRunAgain() {
        var landing = land(ONE, work("echo 1 > one"));

        assertThat(integrator.mark(REFS, ONE, token)).isEqualTo(new Fence.AlreadyLanded(landing));
        assertThat(fence(ONE)).isEqualTo(landing.sha());
    }

    @Test
    void aFenceThatSomebodyForgedIsNotAdopted() {
        var one = land(ONE, work("echo 1 > one"));
        var forged = ready(TWO, work("echo 2 > two"));
        set(REFS.fence(TWO).name(), forged.sha());
        assertThat(integrator.mark(REFS, TWO, token)).isInstanceOf(Fence.Surprise.class);

        set(REFS.fence(TWO).name(), one.sha());
        assertThat(integrator.mark(REFS, TWO, token)).isInstanceOf(Fence.Surprise.class);

        set(REFS.fence(TWO).name(), base.sha());
        assertThat(integrator.mark(REFS, TWO, token)).isInstanceOf(Fence.Surprise.class);
    }

    @Test
    void anEarlierLandingIsAdoptedToo() {
        var one = land(ONE, work("echo 1 > one"));
        land(TWO, work("echo 2 > two"));

        assertThat(integrator.mark(REFS, ONE, token)).isEqualTo(new Fence.AlreadyLanded(one));
    }

    @Test
    void aStaleAttemptCannotLandAfterAnothersMark() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));

        assertThat(integrator.mark(REFS, ONE, UUID.randomUUID())).isInstanceOf(Fence.Marked.class);

        assertThat(integrator.move(REFS, ONE, token, base, landing)).isInstanceOf(Move.Refused.class);
        assertThat(tip()).isEqualTo(base);
    }

    @Test
    void ofManyWhoRaceOneLandsAndTheOthersLeaveNoTrace() {
        var landing = ready(ONE, work("echo 1 > one"));
        var tasks = IntStream.range(0, 6)
                .mapToObj(number -> new TaskNumber("2." + number))
                .toList();
        tasks.forEach(task -> integrator.mark(REFS, task, token));
        var marked = fence(tasks.get(0));

        var moves = tasks.stream()
                .map(task -> CompletableFuture.supplyAsync(
                        () -> integrator.move(REFS, task, token, base, landing), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(moves).filteredOn(new Move.Moved()::equals).hasSize(1);
        assertThat(tasks.stream().map(this::fence))
                .filteredOn(landing.sha()::equals)
                .hasSize(1);
        assertThat(tasks.stream().map(this::fence)).filteredOn(marked::equals).hasSize(5);
        assertThat(tip()).isEqualTo(landing);
    }

    @Test
    void aLandingThatHappenedIsRecognised() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        integrator.move(REFS, ONE, token, base, landing);

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.Happened());
    }

    @Test
    void aKillBetweenTheTwoRenamesIsMended() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        set(REFS.result().name(), landing.sha());

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.Happened());

        assertThat(fence(ONE)).isEqualTo(landing.sha());
        assertThat(integrator.mark(REFS, ONE, UUID.randomUUID())).isEqualTo(new Fence.AlreadyLanded(landing));
    }

    @Test
    void aStaleMarkAfterTheFirstRenameComesTooLate() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        set(REFS.result().name(), landing.sha());
        integrator.mark(REFS, ONE, UUID.randomUUID());

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.Happened());

        assertThat(fence(ONE)).isEqualTo(landing.sha());
    }

    @Test
    void aKillBeforeTheRenamesIsMadeFinal() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.NotHappened());

        assertThat(integrator.move(REFS, ONE, token, base, landing)).isInstanceOf(Move.Refused.class);
        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.NotHappened());
        assertThat(tip()).isEqualTo(base);
    }

    @Test
    void aLandingOvertakenByAnotherAttemptDidNotHappen() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        integrator.mark(REFS, ONE, UUID.randomUUID());

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isEqualTo(new Standing.NotHappened());
    }

    @Test
    void anythingElseIsASurprise() {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        user.write("a.txt", "a person's\n");
        set(REFS.result().name(), user.commitAll("a person's").sha());

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isInstanceOf(Standing.Surprise.class);

        set(REFS.result().name(), base.sha());
        set(REFS.fence(ONE).name(), landing.sha());
        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isInstanceOf(Standing.Surprise.class);

        user.git("update-ref", "-d", REFS.result().name());
        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isInstanceOf(Standing.Surprise.class);
    }

    @Test
    void whatADeadMoveLeftLockedIsUnlocked() throws IOException {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        lock("tip", landing.sha());
        lock("fence/1.1", "");

        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isInstanceOf(Standing.Unclear.class);
        integrator.removeLocksOfDeadMove(REFS, ONE, token, base, landing);

        assertThat(integrator.move(REFS, ONE, token, base, landing)).isEqualTo(new Move.Moved());
    }

    @Test
    void whatADeadMarkLeftLockedIsUnlocked() throws IOException {
        lock(
                "fence/1.1",
                repository.objects().nameOfBlob("coppice mark " + token + "\n").sha());

        integrator.removeLocksOfDeadMark(REFS, ONE, token);

        assertThat(integrator.mark(REFS, ONE, UUID.randomUUID())).isInstanceOf(Fence.Marked.class);
    }

    @Test
    void theLocksOfOthersStay() throws IOException {
        integrator.mark(REFS, ONE, token);
        var landing = ready(ONE, work("echo 1 > one"));
        var others = ready(TWO, work("echo 2 > two"));
        var locks = List.of(
                lock("tip", others.sha()),
                lock("fence/1.1", others.sha()),
                lock("fence/1.2", landing.sha()),
                lock("task/1.1/1", landing.sha()));

        integrator.removeLocksOfDeadMove(REFS, ONE, token, base, landing);

        assertThat(locks).allSatisfy(lock -> assertThat(lock).exists());
        assertThat(integrator.inspect(REFS, ONE, token, base, landing)).isInstanceOf(Standing.Unclear.class);
        assertThat(fence(ONE)).isNotEqualTo(landing.sha());
    }

    private Path lock(String ref, String value) throws IOException {
        var lock = repository.commonDirectory().resolve(REFS.result().name().replace("tip", ref + ".lock"));
        Files.createDirectories(lock.getParent());
        return Files.writeString(lock, value.isEmpty() ? value : value + "\n");
    }
}
