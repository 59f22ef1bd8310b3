package dev.coppice.plan.superpowers;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.assembly.Reading;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.nativ.NativeDialect;
import dev.coppice.plan.outline.PlanSource;
import java.util.regex.Pattern;

/** Tasks with whole numbers, one after the other, each with steps to check off; phases, parts or chunks around them. */
public final class SuperpowersDialect implements Dialect {

    private static final Pattern DOTTED = Pattern.compile("(?i)(?:\\[.] *)?Task [0-9]{1,9}\\.[0-9]");

    @Override
    public String name() {
        return SuperpowersManner.NAME;
    }

    @Override
    public boolean recognises(PlanSource source) {
        boolean dotted = source.outline().headings().stream()
                .anyMatch(heading -> DOTTED.matcher(heading.text()).lookingAt());
        return !dotted
                && NativeDialect.isOfSteps(NativeDialect.structure(
                        source, new Findings(source.outline().source())));
    }

    @Override
    public ParsedPlan read(PlanSource source, Findings findings) {
        Structure structure = NativeDialect.structure(source, findings);
        return new Reading(source, findings, new SuperpowersManner()).ofMarkdown(structure);
    }
}
