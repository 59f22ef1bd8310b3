package dev.coppice.plan.order;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group that declares nothing depends on the group before it; the first batch of a phase, on the phase before. */
public final class ImpliedOrder {

    private ImpliedOrder() {}

    public static void add(Structure structure, Links links) {
        var references = new References(structure);
        DraftGroup before = null;
        for (DraftGroup batch : structure.batches()) {
            if (before != null && !isDeclared(batch, before, links)) {
                for (DraftGroup needed : before(batch, before, references)) {
                    links.imply(batch, needed);
                }
            }
            before = batch;
        }
    }

    /** What a phase declares counts for the batch it begins with; the batches after that one follow it. */
    private static boolean isDeclared(DraftGroup batch, DraftGroup before, Links links) {
        DraftGroup group = batch;
        while (group != null && !links.isDeclared(group) && !encloses(group.outer, before)) {
            group = group.outer;
        }
        return group != null && links.isDeclared(group);
    }

    private static List<DraftGroup> before(DraftGroup batch, DraftGroup before, References references) {
        DraftGroup group = before;
        while (group.outer != null && !encloses(group.outer, batch)) {
            group = group.outer;
        }
        return references.batchesOf(group).stream()
                .filter(needed -> needed.line < batch.line)
                .toList();
    }

    private static boolean encloses(@Nullable DraftGroup outer, DraftGroup inner) {
        for (DraftGroup group = inner; group != null && outer != null; group = group.outer) {
            if (group == outer) {
                return true;
            }
        }
        return false;
    }
}
