package dev.coppice.plan.reading;

import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.kiro.KiroDialect;
import dev.coppice.plan.nativ.NativeDialect;
import dev.coppice.plan.openspec.OpenspecDialect;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.plan.speckit.SpeckitDialect;
import dev.coppice.plan.superpowers.SuperpowersDialect;
import dev.coppice.plan.taskmaster.TaskmasterDialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the dialect of a Markdown plan: the one asked for, else the one whose marks it bears. */
final class Dialects {

    private static final List<Dialect> MARKDOWN = List.of(
            new NativeDialect(),
            new SuperpowersDialect(),
            new SpeckitDialect(),
            new KiroDialect(),
            new OpenspecDialect());

    private Dialects() {}

    static List<String> names() {
        return Stream.concat(MARKDOWN.stream().map(Dialect::name), Stream.of(TaskmasterDialect.NAME))
                .toList();
    }

    static Optional<Dialect> choose(PlanSource source, String name, Findings findings) {
        return name.isEmpty() ? bySignature(source, findings) : byName(name, findings);
    }

    private static Optional<Dialect> byName(String name, Findings findings) {
        Optional<Dialect> dialect =
                MARKDOWN.stream().filter(each -> each.name().equals(name)).findFirst();
        if (dialect.isEmpty()) {
            findings.add(
                    Rule.UNKNOWN_DIALECT,
                    1,
                    "dialect '" + name + "' cannot be read; known: " + String.join(", ", names()));
        }
        return dialect;
    }

    private static Optional<Dialect> bySignature(PlanSource source, Findings findings) {
        List<Dialect> candidates =
                MARKDOWN.stream().filter(dialect -> dialect.recognises(source)).toList();
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
                .or(() -> MARKDOWN.stream()
                        .filter(dialect -> dialect.resembles(source))
                        .findFirst())
                .or(() -> Optional.of(MARKDOWN.getFirst()));
    }
}
