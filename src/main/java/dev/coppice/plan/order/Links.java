package dev.coppice.plan.order;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tasks a task names as its parents, and which batches must be completed before a batch. */
public final class Links {

    public static final int MOST_EDGES = 100_000;

    private final Map<DraftTask, Set<DraftTask>> parents = new LinkedHashMap<>();
    private final Map<DraftTask, Set<DraftTask>> followed = new LinkedHashMap<>();
    private final Map<DraftGroup, Set<DraftGroup>> needs = new LinkedHashMap<>();
    private final Map<DraftGroup, Set<DraftGroup>> implied = new LinkedHashMap<>();
    private final Map<DraftGroup, Set<DraftGroup>> withdrawn = new HashMap<>();
    private final Set<DraftGroup> declared = new HashSet<>();
    private int edges;

    /** The group says what it depends on, and be it nothing. */
    public void declare(DraftGroup group) {
        declared.add(group);
    }

    public boolean isDeclared(DraftGroup group) {
        return declared.contains(group);
    }

    /** Beyond the limit nothing more is kept: the plan is rejected, and memory is not the plan's to fill. */
    public void add(DraftTask task, DraftTask parent) {
        if (edges > MOST_EDGES) {
            return;
        }
        if (parents.computeIfAbsent(task, _ -> new LinkedHashSet<>()).add(parent)) {
            edges++;
        }
    }

    /** An order that no line of the plan states, such as that of a list: it gives way to a dependency that does. */
    public void follow(DraftTask task, DraftTask earlier) {
        if (edges <= MOST_EDGES
                && task != earlier
                && !task.isDropped()
                && !earlier.isDropped()
                && followed.computeIfAbsent(task, _ -> new LinkedHashSet<>()).add(earlier)) {
            edges++;
        }
    }

    public void unfollow(DraftTask task, DraftTask earlier) {
        followed.getOrDefault(task, new LinkedHashSet<>()).remove(earlier);
    }

    public boolean follows(DraftTask task, DraftTask earlier) {
        return followed.getOrDefault(task, Set.of()).contains(earlier)
                && !parents(task).contains(earlier);
    }

    public Set<DraftTask> followed(DraftTask task) {
        return followed.getOrDefault(task, Set.of());
    }

    public void need(DraftGroup batch, DraftGroup needed) {
        needs.computeIfAbsent(batch, _ -> new LinkedHashSet<>()).add(needed);
    }

    /** A barrier that no line of the plan states: it gives way to a dependency that does, and once it has, it does not come back. */
    public void imply(DraftGroup batch, DraftGroup needed) {
        if (withdrawn.getOrDefault(batch, Set.of()).contains(needed)) {
            return;
        }
        implied.computeIfAbsent(batch, _ -> new LinkedHashSet<>()).add(needed);
    }

    public boolean isImplied(DraftGroup batch, DraftGroup needed) {
        return implied.getOrDefault(batch, Set.of()).contains(needed)
                && !needs.getOrDefault(batch, Set.of()).contains(needed);
    }

    public void withdraw(DraftGroup batch, DraftGroup needed) {
        implied.getOrDefault(batch, new LinkedHashSet<>()).remove(needed);
        withdrawn.computeIfAbsent(batch, _ -> new HashSet<>()).add(needed);
    }

    public Set<DraftTask> parents(DraftTask task) {
        return parents.getOrDefault(task, Set.of());
    }

    public List<DraftGroup> needs(DraftGroup batch) {
        Set<DraftGroup> all = new LinkedHashSet<>(needs.getOrDefault(batch, Set.of()));
        all.addAll(implied.getOrDefault(batch, Set.of()));
        return new ArrayList<>(all);
    }

    public int edges() {
        return edges;
    }
}
