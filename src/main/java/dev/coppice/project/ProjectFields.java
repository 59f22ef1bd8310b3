package dev.coppice.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The fields of {@code .coppice.yaml}; an unknown one is refused, so that a typing error does no harm.
 *
 * @param files the repository's other files, where the same commit has them
 */
record ProjectFields(JsonNode tree, Function<String, Optional<byte[]>> files) {

    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "setup",
            "setup_inputs",
            "copy",
            "link",
            "sparse",
            "clean",
            "gate",
            "baseline",
            "repair_rounds",
            "gate_train",
            "prompt",
            "pull_request"));
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_CHARACTERS = 4096;

    /** Something of it cannot be; the message is for people. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    ProjectSettings settings() {
        if (!tree.isObject()) {
            throw new Wrong("expected fields such as setup or gate");
        }
        tree.fieldNames().forEachRemaining(ProjectFields::refuseUnknown);
        return new ProjectSettings(
                worktree(), verification(), prompt(), new PullRequestFields(tree.path("pull_request")).settings());
    }

    private static void refuseUnknown(String name) {
        if (!KNOWN.contains(name)) {
            throw new Wrong("there is no field " + Words.quoted(name) + "; there are: " + String.join(", ", KNOWN));
        }
    }

    private WorktreeSettings worktree() {
        return new WorktreeSettings(
                texts("setup", ProjectFields::command),
                texts("setup_inputs", RepositoryPattern::checked),
                texts("copy", RepositoryPattern::checked),
                texts("link", RepositoryPattern::checked),
                texts("sparse", RepositoryPattern::folder),
                word("clean", CleanPolicy.EVERYTHING));
    }

    private VerificationSettings verification() {
        return new VerificationSettings(
                texts("gate", ProjectFields::command),
                word("baseline", BaselinePolicy.REPORT),
                number(
                        "repair_rounds",
                        0,
                        VerificationSettings.MOST_REPAIR_ROUNDS,
                        VerificationSettings.USUAL_REPAIR_ROUNDS),
                number("gate_train", 1, VerificationSettings.LONGEST_GATE_TRAIN, 1));
    }

    private PromptSettings prompt() {
        var value = tree.path("prompt");
        if (value.isMissingNode() || value.isNull()) {
            return PromptSettings.usual();
        }
        if (!value.isTextual()) {
            throw new Wrong("prompt must be the path of one file");
        }
        var path = named("prompt", text("prompt", value), RepositoryPattern::folder);
        var file = files.apply(path)
                .orElseThrow(() -> new Wrong(
                        "prompt: there is no file " + Words.quoted(path) + " in the commit that the plan starts from"));
        return new PromptSettings(
                named("prompt", path, _ -> PromptFile.read(file).text()), "");
    }

    /** A list of texts, or one text alone. */
    List<String> texts(String field, Function<String, String> checked) {
        var value = tree.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        var entries = new ArrayList<JsonNode>();
        (value.isArray() ? value : List.of(value)).forEach(entries::add);
        if (entries.size() > MOST_ENTRIES) {
            throw new Wrong(field + " has more than " + MOST_ENTRIES + " entries");
        }
        return entries.stream()
                .map(entry -> text(field, entry))
                .map(text -> named(field, text, checked))
                .toList();
    }

    private static String text(String field, JsonNode entry) {
        if (!entry.isTextual() || entry.textValue().isBlank()) {
            throw new Wrong(field + " must be a text, or a list of texts");
        }
        var text = entry.textValue();
        if (text.length() > MOST_CHARACTERS || text.indexOf('\0') >= 0) {
            throw new Wrong(
                    field + " has an entry of more than " + MOST_CHARACTERS + " characters, or with a NUL in it");
        }
        return text;
    }

    private static String named(String field, String text, Function<String, String> checked) {
        try {
            return checked.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Wrong(field + ": " + Words.quoted(text) + " " + e.getMessage());
        }
    }

    private static String command(String text) {
        return text.strip();
    }

    private <E extends Enum<E>> E word(String field, E otherwise) {
        var value = tree.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        var words =
                Arrays.stream(otherwise.getDeclaringClass().getEnumConstants()).toList();
        return words.stream()
                .filter(word -> value.isTextual() && Words.of(word).equals(value.textValue()))
                .findFirst()
                .orElseThrow(() -> new Wrong(field + " must be one of: "
                        + String.join(", ", words.stream().map(Words::of).toList())));
    }

    private int number(String field, int least, int most, int otherwise) {
        var value = tree.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw new Wrong(field + " must be a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    /** How the file writes words. */
    private static final class Words {

        private static final int SHOWN = 60;

        private Words() {}

        static String of(Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT);
        }

        /** On one line and not too long, whatever it is. */
        static String quoted(String text) {
            var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
            return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
        }
    }
}
