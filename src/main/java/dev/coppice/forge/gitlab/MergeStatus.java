package dev.coppice.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.forge.Standing.Mergeability;
import dev.coppice.process.Legible;
import java.util.Set;

/** What GitLab's {@code detailed_merge_status} means; the words become more with each of its versions. */
final class MergeStatus {

    private static final Set<String> BEING_WORKED_OUT =
            Set.of("", "unchecked", "checking", "preparing", "approvals_syncing", "cannot_be_merged_recheck");

    private MergeStatus() {}

    static Mergeability of(JsonNode request) {
        var word = request.path("detailed_merge_status").asText();
        if (BEING_WORKED_OUT.contains(word) || request.path("state").asText().equals("locked")) {
            return new Mergeability.Unknown();
        }
        return switch (word) {
            case "mergeable" -> new Mergeability.Mergeable();
            case "conflict", "broken_status" -> new Mergeability.Never("it conflicts with its base branch");
            case "need_rebase" ->
                new Mergeability.Never("its base branch has gone on, and wants requests to be up to date with it");
            case "draft_status" -> new Mergeability.NotYet("it is a draft");
            case "ci_must_pass", "ci_still_running" -> new Mergeability.NotYet("its pipeline has to pass");
            case "not_approved" -> new Mergeability.NotYet("it has to be approved");
            case "discussions_not_resolved" -> new Mergeability.NotYet("its discussions have to be resolved");
            default ->
                new Mergeability.NotYet(
                        "the forge says: " + Legible.text(shortened(word)).replace('\n', ' '));
        };
    }

    private static String shortened(String word) {
        return word.length() <= 60 ? word : word.substring(0, 60) + "...";
    }
}
