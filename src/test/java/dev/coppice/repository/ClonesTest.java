package dev.coppice.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.Patience;
import dev.coppice.git.FetchTrouble;
import dev.coppice.git.TestRepository;
import dev.coppice.task.BranchName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clones of a repository behind a login: made, kept up to date, and no way for the login to get out. */
class ClonesTest {

    @TempDir
    Path folder;

    private AForge forge;

    @BeforeEach
    void serve() {
        forge = AForge.in(folder);
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private static void assertStale(Refreshed outcome, FetchTrouble trouble) {
        assertThat(outcome).isInstanceOfSatisfying(Refreshed.Stale.class, stale -> {
            assertThat(stale.trouble()).as(stale.words()).isEqualTo(trouble);
            assertThat(stale.words()).doesNotContain(AForge.TOKEN);
        });
    }

    @Test
    void aCloneHoldsTheBranchesAndTagsOfItsOriginAndStartsWhereThatsHeadIs() {
        forge.user().git("tag", "v1");
        forge.user().git("push", "-q", "origin", "v1", "main:refs/heads/feature/x");
        var app = forge.named();

        assertThat(app.refresh("app")).isEqualTo(new Refreshed.Fresh());

        var clone = AForge.open(app.get("app").folder());
        for (var name : List.of(
                "HEAD",
                "main",
                "feature/x",
                "refs/heads/main",
                "v1",
                forge.user().head().sha())) {
            assertThat(clone.resolve(name)).as(name).contains(forge.user().head());
        }
        assertThat(clone.branch("HEAD")).contains(new BranchName("refs/heads/main"));
        assertThat(clone.branch("v1")).isEmpty();
        assertThat(clone.isClone()).isTrue();
        assertThat(clone.hasCheckout()).isFalse();
        assertThat(app.clones().lastFetched(app.get("app"))).isPresent();
    }

    @Test
    void eachRefreshBringsWhatWasPushedMeanwhileForcedOrDeleted() {
        forge.user().git("push", "-q", "origin", "main:refs/heads/gone", "main:refs/heads/folder");
        var app = forge.named();
        app.refresh("app");
        forge.user().write("a.txt", "other\n");
        forge.user().git("commit", "-q", "--amend", "-a", "-m", "other");
        forge.user()
                .git("push", "-q", "--force", "origin", "main", ":gone", ":folder", "main:refs/heads/folder/inside");

        assertThat(app.refresh("app")).isEqualTo(new Refreshed.Fresh());

        var clone = AForge.open(app.get("app").folder());
        assertThat(clone.resolve("main")).contains(forge.user().head());
        assertThat(clone.resolve("folder/inside")).contains(forge.user().head());
        assertThat(clone.resolve("gone")).isEmpty();
    }

    /** An agent on the host can make branches in the clone: they stay, and are no base for anybody. */
    @Test
    void whatSomebodyMadeInTheCloneIsLeftAloneAndIsNoBranchOfTheOrigin() {
        var app = forge.named();
        app.refresh("app");
        var place = app.get("app").folder();
        TestRepository.git(place, "update-ref", "refs/heads/mine", "refs/remotes/origin/main");
        TestRepository.git(place, "update-ref", "refs/coppice/exec_000000000000/tip", "refs/remotes/origin/main");
        var before = AForge.open(place).fingerprint();
        forge.user().write("a.txt", "new\n");
        forge.user().commitAll("new");
        forge.user().git("push", "-q", "origin", "main");

        app.refresh("app");

        assertThat(TestRepository.git(place, "for-each-ref", "--format=%(refname)"))
                .contains("refs/heads/mine", "refs/coppice/exec_000000000000/tip");
        assertThat(AForge.open(place).resolve("mine")).isEmpty();
        assertThat(before.differences(AForge.open(place).fingerprint())).isEmpty();
    }

    @Test
    void troublesAreToldApart() throws IOException {
        var empty = folder.resolve("forge/empty.git");
        forge.user().git("init", "-q", "--bare", empty.toString());
        var closed = GitOverHttp.of(folder, "x", "y");
        closed.close();

        assertStale(forge.named(Map.of("token", "wrong")).refresh("app"), FetchTrouble.LOGIN_REFUSED);
        assertStale(forge.named(Map.of("url", forge.http().url("none.git"))).refresh("app"), FetchTrouble.NOT_FOUND);
        assertStale(forge.named(Map.of("url", forge.http().url("empty.git"))).refresh("app"), FetchTrouble.EMPTY);
        assertStale(forge.named(Map.of("url", closed.url("app.git"))).refresh("app"), FetchTrouble.UNREACHABLE);
    }

    @Test
    void aRedirectIsNotFollowedAndTheOtherHostSeesNothing() {
        try (var other = GitOverHttp.of(folder.resolve("forge"), "x-access-token", AForge.TOKEN)) {
            forge.http().moveTo(other.url(""));

            assertStale(forge.named().refresh("app"), FetchTrouble.MOVED);

            assertThat(other.authorizations()).isEmpty();
        }
    }

    @Test
    void theTokenIsInNoCommandLineNoFileAndNoWord() throws IOException {
        var lines = new ConcurrentSkipListSet<String>();
        forge.http().before(() -> lines.addAll(commandLines()));
        var app = forge.named();

        app.refresh("app");

        assertThat(lines).anyMatch(line -> line.contains("git-remote-http") || line.contains("remote-http"));
        assertThat(lines).noneMatch(line -> line.contains(AForge.TOKEN));
        try (var files = Files.walk(forge.home())) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().noneMatch(ClonesTest::holdsToken);
        }
        assertThat(app.repositories().login(app.get("app")).orElseThrow().toString())
                .doesNotContain(AForge.TOKEN);
    }

    private static Set<String> commandLines() {
        var found = new ConcurrentSkipListSet<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                try {
                    found.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    // It has ended meanwhile.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean holdsToken(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(AForge.TOKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTokenMayComeFromAFileOrACommandAndIsReadAnewEachTime() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "old\n");
        var fromFile = Map.of("token-file", file.toString());
        var fromCommand = Map.of("token-helper", "cat," + file);

        for (var source : List.of(fromFile, fromCommand)) {
            Files.writeString(file, "old\n");
            var settings = forge.settings(source);
            settings.remove("coppice.repositories.app.token");
            var app = Named.in(folder.resolve(source.keySet().iterator().next()), settings);
            assertStale(app.refresh("app"), FetchTrouble.LOGIN_REFUSED);
            Files.writeString(file, AForge.TOKEN + "\n");
            assertThat(app.refresh("app")).isEqualTo(new Refreshed.Fresh());
            Files.delete(file);
            assertStale(app.refresh("app"), FetchTrouble.LOGIN_REFUSED);
        }
    }

    /** As an agent on the host could write it, to get the token sent to itself. */
    @Test
    void settingsOfTheCloneDoNotLeadTheTokenElsewhere() {
        try (var thief = GitOverHttp.of(folder.resolve("forge"), "x-access-token", AForge.TOKEN)) {
            var app = forge.named();
            app.refresh("app");
            var place = app.get("app").folder();

            TestRepository.git(place, "config", "remote.origin.url", thief.url("app.git"));
            assertThat(app.refresh("app")).isEqualTo(new Refreshed.Fresh());
            TestRepository.git(place, "config", "remote.origin.pushurl", thief.url("app.git"));
            assertStale(app.refresh("app"), FetchTrouble.BROKEN);
            TestRepository.git(place, "config", "--unset", "remote.origin.pushurl");
            TestRepository.git(
                    place,
                    "config",
                    "url." + thief.url("") + ".insteadOf",
                    forge.http().url(""));
            assertStale(app.refresh("app"), FetchTrouble.BROKEN);

            assertThat(thief.authorizations()).isEmpty();
        }
    }

    @Test
    void whatAKilledFetchLeftIsTakenAwayWhenItIsNobodysAnyMore() throws IOException {
        var app = forge.named(Map.of());
        app.refresh("app");
        var place = app.get("app").folder();
        var lock = Files.writeString(place.resolve("refs/remotes/origin/main.lock"), "");
        var pack = Files.writeString(place.resolve("objects/pack/tmp_pack_x"), "half");
        forge.user().write("a.txt", "new\n");
        forge.user().commitAll("new");
        forge.user().git("push", "-q", "origin", "main");

        assertStale(app.refresh("app"), FetchTrouble.BROKEN);
        for (var file : List.of(lock, pack)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        var later = app.refresh("app");

        assertThat(later).isEqualTo(new Refreshed.Fresh());
        assertThat(pack).doesNotExist();
        assertThat(AForge.open(place).resolve("main")).contains(forge.user().head());
    }

    @Test
    void aFetchGoesOnWhenNobodyWaitsAnyMoreAndManyWishesShareOne() throws Exception {
        var held = new CountDownLatch(1);
        forge.http().before(() -> await(held));
        var settings = forge.settings(Map.of());
        settings.put("coppice.clone.patience", "100ms");
        var app = Named.in(forge.home(), settings);

        assertThat(app.refresh("app")).isEqualTo(new Refreshed.Underway());
        for (int wish = 0; wish < 5; wish++) {
            assertThat(app.refresh("app")).isEqualTo(new Refreshed.Underway());
        }
        held.countDown();

        Patience.await()
                .until(() -> app.clones().lastOutcome(app.get("app")).equals(Optional.of(new Refreshed.Fresh())));
        // Each git asks without a login first: two in the first fetch, which also asks for HEAD, one in the second,
        // which is for all five.
        Patience.await()
                .until(() -> forge.http().authorizations().stream()
                                .filter("null"::equals)
                                .count()
                        == 3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The one is killed in the middle of its fetch, the other waits for it and makes the clone anew. */
    @Test
    void ofTwoReplicasThatCloneAtTheSameTimeTheSecondWaitsAndOutlivesTheFirst() throws Exception {
        var asked = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        forge.http().before(() -> {
            asked.countDown();
            await(held);
        });

        try (var first = CloningReplica.start(forge);
                var second = afterTheFirstHasAsked(asked)) {
            first.kill();
            held.countDown();

            assertThat(second.said()).isEqualTo(new Refreshed.Fresh().toString());
        }
        assertThat(AForge.open(forge.named().get("app").folder()).resolve("main"))
                .contains(forge.user().head());
    }

    private CloningReplica afterTheFirstHasAsked(CountDownLatch asked) throws Exception {
        asked.await();
        var second = CloningReplica.start(forge);
        second.awaitReady();
        return second;
    }

    @Test
    void aCloneWhoseMakingWasCutOffIsMadeAnew() throws IOException {
        var app = forge.named();
        var place = app.get("app").folder();
        Files.createDirectories(place.resolve("refs"));
        Files.writeString(place.resolve("coppice-clone-begun"), "");
        Files.writeString(place.resolve("config.lock"), "");
        Files.writeString(place.resolve("HEAD"), "");

        assertThat(app.refresh("app")).isEqualTo(new Refreshed.Fresh());
    }

    @Test
    void whatSomebodyElseHasPutInThePlaceOfTheCloneIsLeftAlone() {
        var app = forge.named();
        var place = app.get("app").folder();
        var theirs = TestRepository.create(place).head();

        assertStale(app.refresh("app"), FetchTrouble.BROKEN);

        assertThat(TestRepository.at(place).head()).isEqualTo(theirs);
    }
}
