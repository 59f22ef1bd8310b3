package dev.coppice.ops;

import dev.coppice.database.DataFolder;
import dev.coppice.database.Opening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Can Coppice keep its data where it would, and is nobody else at it? */
record DataFolderExamination(Path home) implements Examination {

    private static final String ELSEWHERE = "set COPPICE_HOME to a folder of yours";

    @Override
    public String name() {
        return "data folder";
    }

    @Override
    public List<Finding> look() throws IOException {
        return List.of(Files.exists(home) ? existing() : toBeMade());
    }

    private Finding existing() throws IOException {
        if (!Files.isDirectory(home)) {
            return Finding.error(name(), home + " is no folder", ELSEWHERE);
        }
        if (!Files.isReadable(home) || !Files.isWritable(home) || !Files.isExecutable(home)) {
            return Finding.error(name(), "no permission to read and write " + home, ELSEWHERE);
        }
        return DataFolder.owner(home)
                .map(this::owned)
                .or(this::foreign)
                .orElseGet(() -> Finding.ok(name(), home + ", writable, used by no Coppice now"));
    }

    /** With a service that owns the folder everything can be done, by that service. */
    private Finding owned(Opening.Owned owner) {
        var found = home + " is in use by `coppice " + owner.command() + "` (pid " + owner.pid() + ")";
        return owner.command().equals("serve")
                ? Finding.ok(name(), found + ", which also does what `coppice run` and `cleanup` ask for")
                : Finding.warning(name(), found, "wait for its end, or set COPPICE_HOME to another folder");
    }

    /** PostgreSQL insists on owning its data, so a folder of somebody else's that we may write is a trap. */
    private Optional<Finding> foreign() {
        try {
            var owner = Files.getOwner(home).getName();
            var self = System.getProperty("user.name", "");
            return owner.equals(self)
                    ? Optional.empty()
                    : Optional.of(
                            Finding.warning(name(), home + " belongs to " + owner + ", you are " + self, ELSEWHERE));
        } catch (IOException e) {
            return Optional.of(Finding.warning(name(), "cannot tell whose " + home + " is: " + e.getMessage(), ""));
        }
    }

    private Finding toBeMade() {
        var parent = NearestFolder.of(home);
        return Files.isDirectory(parent) && Files.isWritable(parent) && Files.isExecutable(parent)
                ? Finding.ok(name(), home + " is not there yet; the first start makes it")
                : Finding.error(
                        name(), home + " cannot be made: " + parent + " is no folder that you may write", ELSEWHERE);
    }
}
