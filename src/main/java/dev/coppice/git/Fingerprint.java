package dev.coppice.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is the user's in a repository: every ref that is not Coppice's, HEAD, configuration, hooks and attributes. Two of them tell
 * what changed between; a change is to be reported, never undone, for the user may have made it. In a clone of Coppice's the origin's
 * branches and tags are nobody's here: each start of a plan may bring them up to date.
 */
public record Fingerprint(Map<String, String> parts) {

    /** Files of the git directory that decide what git does; folders are taken with what lies directly in them. */
    private static final List<String> WATCHED = List.of("config", "config.worktree", "hooks", "info");

    public Fingerprint {
        parts = Map.copyOf(parts);
    }

    static Fingerprint take(Git git, Path gitDirectory, Path commonDirectory) {
        var parts = new TreeMap<>(UserRefs.read(git, commonDirectory));
        if (OriginClone.isAt(commonDirectory)) {
            parts.keySet().removeIf(OriginNames::isOfOrigin);
        }
        addStash(parts, git);
        addFile(parts, "HEAD", gitDirectory.resolve("HEAD"));
        WATCHED.forEach(name -> add(parts, name, commonDirectory.resolve(name)));
        return new Fingerprint(parts);
    }

    /** One sentence for each thing that {@code later} has differently; empty if all is as it was. */
    public List<String> differences(Fingerprint later) {
        var sentences = new ArrayList<String>();
        var names = new TreeSet<>(parts.keySet());
        names.addAll(later.parts.keySet());
        for (var name : names) {
            String before = parts.getOrDefault(name, "");
            String after = later.parts.getOrDefault(name, "");
            if (!before.equals(after)) {
                sentences.add(sentence(name, before, after));
            }
        }
        return List.copyOf(sentences);
    }

    private static String sentence(String name, String before, String after) {
        if (before.isEmpty()) {
            return name + " was created";
        }
        if (after.isEmpty()) {
            return name + " was deleted" + (name.startsWith("refs/") ? "; it was " + before : "");
        }
        return name.startsWith("refs/") ? name + " was moved from " + before + " to " + after : name + " was changed";
    }

    /** Each entry by itself: the ref names only the newest, and the others are in no other ref. */
    private static void addStash(Map<String, String> parts, Git git) {
        if (parts.containsKey("refs/stash")) {
            git.ask("", "log", "--walk-reflogs", "--format=%H", "refs/stash")
                    .text()
                    .lines()
                    .forEach(entry -> parts.put("the stash entry " + entry, entry));
        }
    }

    private static void add(Map<String, String> parts, String name, Path place) {
        if (!Files.isDirectory(place)) {
            addFile(parts, name, place);
            return;
        }
        try (var files = Files.list(place)) {
            files.forEach(file -> addFile(parts, name + "/" + file.getFileName(), file));
        } catch (IOException e) {
            parts.put(name, "unreadable: " + e.getMessage());
        }
    }

    private static void addFile(Map<String, String> parts, String name, Path file) {
        if (Files.isRegularFile(file)) {
            parts.put(name, hash(file));
        }
    }

    private static String hash(Path file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
