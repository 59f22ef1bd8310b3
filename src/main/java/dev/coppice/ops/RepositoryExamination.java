package dev.coppice.ops;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Can Coppice work on this repository, and is there anything about it that would surprise its user? */
record RepositoryExamination(Path directory) implements Examination {

    @Override
    public String name() {
        return "repository";
    }

    @Override
    public List<Finding> look() {
        return switch (GitRepository.open(directory)) {
            case Opening.Opened(var repository) -> condition(repository);
            case Opening.Refused(var reason) -> List.of(Finding.error(name(), reason, ""));
        };
    }

    private List<Finding> condition(GitRepository repository) {
        var condition = repository.condition();
        var findings = new ArrayList<Finding>();
        findings.add(
                Finding.ok(name(), repository.topLevel() + (condition.hasCheckout() ? "" : ", without a checkout")));
        if (condition.changedPaths() > 0) {
            findings.add(Finding.warning(
                    name(),
                    "the checkout is not clean: " + condition.changedPaths() + " changed or untracked paths",
                    "commit what tasks are to see; they start from commits"));
        }
        if (condition.isShallow()) {
            findings.add(Finding.warning(
                    name(),
                    "its history is cut off (a shallow clone)",
                    "git fetch --unshallow, so that merges find their base"));
        }
        if (condition.hasSubmodules()) {
            findings.add(Finding.warning(
                    name(),
                    "it has submodules: tasks see the files of those that are cloned here, and cannot change them",
                    "git submodule update --init --recursive, if tasks need any that is not cloned yet"));
        }
        return findings;
    }
}
