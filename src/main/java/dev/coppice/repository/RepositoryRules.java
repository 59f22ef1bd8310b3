package dev.coppice.repository;

import dev.coppice.project.BaselinePolicy;
import dev.coppice.project.CleanPolicy;
import dev.coppice.project.ProjectSettings;
import dev.coppice.project.VerificationSettings;
import dev.coppice.project.WorktreeSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the operator asks of work in a repository. The repository's own file may add to it and say what is left open; it takes nothing
 * away.
 *
 * @param mostRepairRounds the most that anybody else may ask for
 * @param longestGateTrain likewise
 */
public record RepositoryRules(
        List<String> setup,
        List<String> setupInputs,
        List<String> gate,
        Optional<BaselinePolicy> baseline,
        Optional<CleanPolicy> clean,
        OptionalInt mostRepairRounds,
        OptionalInt longestGateTrain) {

    static final RepositoryRules NONE = new RepositoryRules(
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty());

    public RepositoryRules {
        setup = List.copyOf(setup);
        setupInputs = List.copyOf(setupInputs);
        gate = List.copyOf(gate);
    }

    static RepositoryRules of(RepositoriesConfig.Entry entry) {
        return new RepositoryRules(
                entry.setup().orElse(List.of()),
                entry.setupInputs().orElse(List.of()),
                entry.gate().orElse(List.of()),
                entry.baseline(),
                entry.clean(),
                entry.repairRounds(),
                entry.gateTrain());
    }

    /** What holds in a repository whose own file asks for this. */
    public ProjectSettings over(ProjectSettings own) {
        return new ProjectSettings(over(own.worktree()), over(own.verification()), own.prompt(), own.pullRequest());
    }

    private WorktreeSettings over(WorktreeSettings own) {
        return new WorktreeSettings(
                both(setup, own.setup()),
                both(setupInputs, own.setupInputs()),
                own.copy(),
                own.link(),
                own.sparse(),
                clean.orElse(own.clean()),
                own.place());
    }

    private VerificationSettings over(VerificationSettings own) {
        return new VerificationSettings(
                both(gate, own.gate()),
                baseline.orElse(own.baseline()),
                repairRounds(own.repairRounds()),
                Math.min(own.gateTrain(), longestGateTrain.orElse(own.gateTrain())));
    }

    /** Of so many that somebody asks for. */
    public int repairRounds(int asked) {
        return Math.min(asked, mostRepairRounds.orElse(asked));
    }

    private static List<String> both(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).distinct().toList();
    }
}
