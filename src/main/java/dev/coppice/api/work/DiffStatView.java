package dev.coppice.api.work;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.git.ChangedFile;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which files differ between two commits, in git's order.
 *
 * @param added how many lines have come in all, and {@code deleted} how many have gone
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DiffStatView(
        String baseCommit, String commit, int filesChanged, long added, long deleted, List<FileView> files) {

    /**
     * One of them.
     *
     * @param oldPath null unless it was renamed
     * @param status {@code added}, {@code modified}, {@code deleted}, {@code renamed}, or {@code type_changed} where a file has become a
     *     link or a submodule, or the other way round
     * @param added of lines; 0 of a binary file, as {@code deleted}
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record FileView(
            String path, @Nullable String oldPath, String status, int added, int deleted, boolean binary) {

        static FileView of(ChangedFile file) {
            return new FileView(
                    file.path(),
                    file.oldPath().orElse(null),
                    file.change().name().toLowerCase(Locale.ROOT),
                    file.added(),
                    file.deleted(),
                    file.isBinary());
        }
    }

    static DiffStatView of(CommitPair pair, List<ChangedFile> files) {
        return new DiffStatView(
                pair.from().sha(),
                pair.to().sha(),
                files.size(),
                files.stream().mapToLong(ChangedFile::added).sum(),
                files.stream().mapToLong(ChangedFile::deleted).sum(),
                files.stream().map(FileView::of).toList());
    }
}
