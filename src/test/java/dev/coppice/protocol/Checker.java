package dev.coppice.protocol;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tries every interleaving, nearest worlds first, so that the way to a violation is a shortest one. */
final class Checker {

    /** What was found. */
    sealed interface Verdict {

        /** In none of so many worlds was anything wrong, and from each the end can be reached. */
        record Right(int worlds) implements Verdict {}

        record Wrong(String what, List<String> trace) implements Verdict {

            @Override
            public String toString() {
                return what + " after\n  " + String.join("\n  ", trace);
            }
        }
    }

    private final Protocol protocol;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<World> worlds = new ArrayList<>();
    private final List<Integer> cameFrom = new ArrayList<>();
    private final List<String> cameBy = new ArrayList<>();
    private final List<int[]> edges = new ArrayList<>();

    private Checker(Protocol protocol) {
        this.protocol = protocol;
    }

    static Verdict check(Protocol protocol) {
        return new Checker(protocol).run();
    }

    private Verdict run() {
        add(protocol.beginning(), -1, "");
        for (int at = 0; at < worlds.size(); at++) {
            var world = worlds.get(at);
            var wrong = world.violation.isEmpty() ? Invariants.violated(world) : world.violation;
            if (!wrong.isEmpty()) {
                return new Verdict.Wrong(wrong, trace(at));
            }
            int here = at;
            protocol.steps(world, (what, after) -> add(after, here, what));
        }
        return worldWithoutEnd();
    }

    private void add(World world, int from, String by) {
        // A violation is part of what makes a world: the same rows may be come by rightly.
        var known = numbers.putIfAbsent(world.key() + world.violation, worlds.size());
        int number = known == null ? worlds.size() : known;
        if (known == null) {
            worlds.add(world);
            cameFrom.add(from);
            cameBy.add(by);
        }
        if (from >= 0) {
            edges.add(new int[] {from, number});
        }
    }

    private List<String> trace(int end) {
        var steps = new ArrayList<String>();
        for (int at = end; cameFrom.get(at) >= 0; at = cameFrom.get(at)) {
            steps.add(cameBy.get(at));
        }
        Collections.reverse(steps);
        return List.copyOf(steps);
    }

    /** Walks the steps backwards from all ends; a world that is not met is one that nothing leads out of. */
    private Verdict worldWithoutEnd() {
        var before = new ArrayList<List<Integer>>();
        worlds.forEach(_ -> before.add(new ArrayList<>(4)));
        edges.forEach(edge -> before.get(edge[1]).add(edge[0]));
        var met = new BitSet(worlds.size());
        var next = new ArrayList<Integer>();
        for (int at = 0; at < worlds.size(); at++) {
            if (Invariants.isEnd(worlds.get(at))) {
                met.set(at);
                next.add(at);
            }
        }
        while (!next.isEmpty()) {
            for (int earlier : before.get(next.removeLast())) {
                if (!met.get(earlier)) {
                    met.set(earlier);
                    next.add(earlier);
                }
            }
        }
        int lost = met.nextClearBit(0);
        return lost < worlds.size()
                ? new Verdict.Wrong("no end can be reached", trace(lost))
                : new Verdict.Right(worlds.size());
    }
}
