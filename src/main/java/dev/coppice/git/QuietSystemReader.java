package dev.coppice.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from looking around: without it, JGit starts git to find the system's configuration, writes probe files beside the
 * user's refs to measure the clock of their disk, and stores what it found in the user's configuration folder.
 */
final class QuietSystemReader extends SystemReader.Delegate {

    private final SystemReader plain;
    private final String fileStore;

    private QuietSystemReader(SystemReader plain, String fileStore) {
        super(plain);
        this.plain = plain;
        this.fileStore = fileStore;
    }

    /** Makes it the JVM's; repeated for each disk that is new. */
    static synchronized void install(Path directory) {
        try {
            String store = Files.getFileStore(directory).name();
            switch (SystemReader.getInstance()) {
                case QuietSystemReader quiet when quiet.fileStore.equals(store) -> {}
                case QuietSystemReader quiet -> SystemReader.setInstance(new QuietSystemReader(quiet.plain, store));
                case SystemReader first -> SystemReader.setInstance(new QuietSystemReader(first, store));
            }
        } catch (IOException e) {
            throw new GitFailure("looking at the disk of " + directory, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        var config = new NoFile(parent, fs);
        String key = getProperty("java.vendor") + '|' + getProperty("java.version") + '|' + fileStore;
        String section = ConfigConstants.CONFIG_FILESYSTEM_SECTION;
        config.setString(section, key, ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION, "10 milliseconds");
        config.setString(section, key, ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD, "10 milliseconds");
        return config;
    }

    /** A configuration that is never read and never written. */
    private static final class NoFile extends FileBasedConfig {

        NoFile(Config parent, FS fs) {
            super(parent, new File(File.separator + "dev", "null"), fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
