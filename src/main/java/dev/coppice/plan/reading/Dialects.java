package dev.coppice.plan.reading;

import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.nativ.NativeDialect;
import dev.coppice.plan.outline.PlanSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses the dialect of a plan: the one asked for, else the one in its front matter, else the one whose marks it bears. */
public final class Dialects {

    private static final List<Dialect> ALL = List.of(new NativeDialect());

    private Dialects() {}

    public static Optional<Dialect> choose(PlanSource source, Optional<String> requested, Findings findings) {
        String name =
                requested.orElse(source.frontMatter().value("dialect")).strip().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? bySignature(source, findings) : byName(name, findings);
    }

    private static Optional<Dialect> byName(String name, Findings findings) {
        Optional<Dialect> dialect =
                ALL.stream().filter(each -> each.name().equals(name)).findFirst();
        if (dialect.isEmpty()) {
            findings.add(Rule.UNKNOWN_DIALECT, 1, "dialect '" + name + "' cannot be read; known: " + known());
        }
        return dialect;
    }

    private static Optional<Dialect> bySignature(PlanSource source, Findings findings) {
        List<Dialect> candidates =
                ALL.stream().filter(dialect -> dialect.recognises(source)).toList();
        List<Signature> foreign = Signature.in(source.outline());
        if (candidates.isEmpty() && !foreign.isEmpty()) {
            String names = foreign.stream().map(signature -> signature.dialect).collect(Collectors.joining(" or "));
            findings.add(
                    Rule.UNKNOWN_DIALECT, 1, "this looks like " + names + ", which cannot be read; known: " + known());
            return Optional.empty();
        }
        if (!candidates.isEmpty() && foreign.contains(Signature.SPEC_KIT)) {
            findings.add(
                    Rule.AMBIGUOUS_DIALECT,
                    1,
                    "this could be native or spec-kit: say 'dialect: native' in the front matter, or give --dialect");
            return Optional.empty();
        }
        // Without any mark, the native reading says best what is missing.
        return Optional.of(candidates.isEmpty() ? ALL.getFirst() : candidates.getFirst());
    }

    private static String known() {
        return ALL.stream().map(Dialect::name).collect(Collectors.joining(", "));
    }
}
