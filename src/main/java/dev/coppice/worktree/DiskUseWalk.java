package dev.coppice.worktree;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One walk over a worktree, in which agents may have put anything: it follows no link and ends when it is told to. */
final class DiskUseWalk extends SimpleFileVisitor<Path> {

    /** A walk holds a folder open for each level, and there is no need for all of a folder that somebody has made deep on purpose. */
    private static final int DEEPEST = 200;

    private final long block;
    private final BooleanSupplier isTimeUp;
    private long blocks;
    private long files;
    private boolean isComplete = true;

    private DiskUseWalk(long block, BooleanSupplier isTimeUp) {
        this.block = block;
        this.isTimeUp = isTimeUp;
    }

    static DiskUse over(Path worktree, BooleanSupplier isTimeUp) throws IOException {
        long block = Math.max(1, Files.getFileStore(worktree).getBlockSize());
        var walk = new DiskUseWalk(block, isTimeUp);
        Files.walkFileTree(worktree, Set.of(), DEEPEST, walk);
        return new DiskUse(walk.blocks * block, walk.files, Instant.now(), walk.isComplete);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        add(attributes);
        return goOn();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        add(attributes);
        if (attributes.isDirectory()) {
            isComplete = false;
        } else {
            files++;
        }
        return goOn();
    }

    /** What goes away meanwhile takes nothing any more; what cannot be opened takes something. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
        isComplete &= problem instanceof NoSuchFileException;
        return goOn();
    }

    /** One that could not be read to its end. */
    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) {
        isComplete &= problem == null;
        return FileVisitResult.CONTINUE;
    }

    private void add(BasicFileAttributes attributes) {
        blocks += Math.ceilDiv(attributes.size(), block);
    }

    private FileVisitResult goOn() {
        if (isTimeUp.getAsBoolean()) {
            isComplete = false;
            return FileVisitResult.TERMINATE;
        }
        return FileVisitResult.CONTINUE;
    }
}
