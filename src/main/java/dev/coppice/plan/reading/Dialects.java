package dev.coppice.plan.reading;

import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.checklist.Checklist;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.kiro.KiroDialect;
import dev.coppice.plan.nativ.HeadedTasks;
import dev.coppice.plan.nativ.NativeDialect;
import dev.coppice.plan.openspec.OpenspecDialect;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.plan.speckit.SpeckitDialect;
import dev.coppice.plan.superpowers.SuperpowersDialect;
import dev.coppice.plan.taskmaster.TaskmasterDialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses the dialect of a Markdown plan: the one asked for, else the one whose marks it bears. */
final class Dialects {

    static final List<String> NAMES = List.of(
            NativeDialect.NAME,
            SuperpowersDialect.NAME,
            SpeckitDialect.NAME,
            KiroDialect.NAME,
            OpenspecDialect.NAME,
            TaskmasterDialect.NAME);

    private final List<Dialect> markdown;
    private final Findings findings;

    /** What several dialects look for, they share. */
    Dialects(PlanSource source, Findings findings) {
        var headed = new HeadedTasks(source);
        var boxed = Checklist.items(source.outline());
        this.markdown = List.of(
                new NativeDialect(source, headed),
                new SuperpowersDialect(source, headed),
                new SpeckitDialect(source),
                new KiroDialect(source, boxed),
                new OpenspecDialect(source, boxed));
        this.findings = findings;
    }

    Optional<Dialect> choose(String name) {
        return name.isEmpty() ? bySignature() : byName(name);
    }

    private Optional<Dialect> byName(String name) {
        Optional<Dialect> dialect =
                markdown.stream().filter(each -> each.name().equals(name)).findFirst();
        if (dialect.isEmpty()) {
            findings.add(
                    Rule.UNKNOWN_DIALECT,
                    1,
                    "dialect '" + name + "' cannot be read; known: " + String.join(", ", NAMES));
        }
        return dialect;
    }

    private Optional<Dialect> bySignature() {
        List<Dialect> candidates = markdown.stream().filter(Dialect::recognises).toList();
        if (candidates.size() > 1) {
            String names = candidates.stream().map(Dialect::name).collect(Collectors.joining(" or "));
            findings.add(
                    Rule.AMBIGUOUS_DIALECT,
                    1,
                    "this could be " + names + ": say 'dialect: "
                            + candidates.getFirst().name() + "' in the front matter, or give --dialect");
            return Optional.empty();
        }
        // Without any mark, the native reading says best what is missing.
        return candidates.stream()
                .findFirst()
                .or(() -> markdown.stream().filter(Dialect::resembles).findFirst())
                .or(() -> Optional.of(markdown.getFirst()));
    }
}
