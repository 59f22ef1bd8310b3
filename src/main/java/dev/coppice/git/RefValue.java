package dev.coppice.git;

import dev.coppice.task.CommitId;

/** What a ref names directly. */
public sealed interface RefValue {

    record OfCommit(CommitId commit) implements RefValue {}

    record OfBlob(BlobId blob) implements RefValue {}

    /** A tag or a tree; Coppice makes no such ref. */
    record OfOther(String type, String sha) implements RefValue {}

    static RefValue of(String type, String sha) {
        return switch (type) {
            case "commit" -> new OfCommit(new CommitId(sha));
            case "blob" -> new OfBlob(new BlobId(sha));
            default -> new OfOther(type, sha);
        };
    }

    default String sha() {
        return switch (this) {
            case OfCommit(var commit) -> commit.sha();
            case OfBlob(var blob) -> blob.sha();
            case OfOther(var _, var sha) -> sha;
        };
    }
}
