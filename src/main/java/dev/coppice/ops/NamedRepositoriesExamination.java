package dev.coppice.ops;

import dev.coppice.repository.ConfiguredRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Can the repositories that have names be worked on, and do only those see their logins who should?
 *
 * @param problems what must be put right in the settings
 * @param repositories reads them, where nothing must
 */
record NamedRepositoriesExamination(Supplier<List<String>> problems, Supplier<List<ConfiguredRepository>> repositories)
        implements Examination {

    @Override
    public String name() {
        return "repositories";
    }

    @Override
    public List<Finding> look() {
        var wrong = problems.get().stream()
                .map(problem -> Finding.error(name(), problem, "put that right; no service starts until then"))
                .toList();
        return wrong.isEmpty() ? look(repositories.get()) : wrong;
    }

    private List<Finding> look(List<ConfiguredRepository> all) {
        return all.isEmpty()
                ? List.of(Finding.ok(name(), "none has a name"))
                : all.stream().flatMap(each -> look(each).stream()).toList();
    }

    private List<Finding> look(ConfiguredRepository repository) {
        var what = repository.name() + " (" + repository.place() + ")";
        var findings = new ArrayList<Finding>();
        findings.add(repository
                .objection()
                .map(reason -> Finding.warning(
                        name(), what + ": " + reason, "plans that name it are refused until this is put right"))
                .orElseGet(() -> Finding.ok(name(), what)));
        repository
                .openSecrets()
                .forEach(file -> findings.add(Finding.warning(
                        name(), what + ": others on this host can read or write " + file, "chmod 600 " + file)));
        if (repository.isOverheard()) {
            findings.add(Finding.warning(
                    name(), what + ": http shows the login to whoever listens on the way", "use https"));
        }
        return findings;
    }
}
