package dev.coppice.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of {@code pull_request} in {@code .coppice.yaml}. */
record PullRequestFields(JsonNode tree) {

    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("draft", "labels", "merge_method", "delete_branch", "checks"));
    private static final Set<String> METHODS = new TreeSet<>(Set.of("merge", "squash", "rebase"));

    PullRequestSettings settings() {
        if (tree.isMissingNode() || tree.isNull()) {
            return PullRequestSettings.usual();
        }
        if (!tree.isObject()) {
            throw new ProjectFields.Wrong("pull_request must hold fields such as labels");
        }
        tree.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new ProjectFields.Wrong(
                        "there is no such field in pull_request; there are: " + String.join(", ", KNOWN));
            }
        });
        var texts = new ProjectFields(tree, _ -> Optional.empty());
        return new PullRequestSettings(
                flag("draft"),
                texts.texts("labels", RequestWords::label),
                method(),
                flag("delete_branch"),
                tree.hasNonNull("checks") ? texts.texts("checks", RequestWords::check) : null);
    }

    private boolean flag(String field) {
        var value = tree.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw new ProjectFields.Wrong("pull_request: " + field + " must be true or false");
        }
        return value.asBoolean();
    }

    private @Nullable String method() {
        var value = tree.path("merge_method");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!METHODS.contains(value.asText())) {
            throw new ProjectFields.Wrong("pull_request: merge_method must be one of: " + String.join(", ", METHODS));
        }
        return value.asText();
    }
}
