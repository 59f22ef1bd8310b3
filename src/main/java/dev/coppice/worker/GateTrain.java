package dev.coppice.worker;

import dev.coppice.git.TreeId;
import dev.coppice.integration.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Landings one upon the other, as they follow if nothing goes wrong; never empty. The first is the one whose turn it is, and the last one's
 * files hold the work of all.
 */
record GateTrain(List<Merge.Ready> landings) {

    GateTrain {
        landings = List.copyOf(landings);
    }

    /** Of so many landings at most; whoever waits with a conflict, or with nothing to land, is left out, as it will leave the queue. */
    static GateTrain of(Merge.Ready first, List<Candidate> waiting, int longest) {
        var landings = new ArrayList<>(List.of(first));
        for (Candidate candidate : waiting) {
            if (landings.size() < longest && candidate.on(landings.getLast().landing()) instanceof Merge.Ready next) {
                landings.add(next);
            }
        }
        return new GateTrain(landings);
    }

    int length() {
        return landings.size();
    }

    Merge.Ready last() {
        return landings.getLast();
    }

    List<TreeId> trees() {
        return landings.stream().map(Merge.Ready::tree).toList();
    }

    /** Only its first half; one landing alone has none. */
    GateTrain half() {
        return new GateTrain(landings.subList(0, length() / 2));
    }

    /** Without what follows the first of which this is true. */
    GateTrain until(Predicate<TreeId> isTrue) {
        return IntStream.range(0, length())
                .filter(index -> isTrue.test(landings.get(index).tree()))
                .mapToObj(index -> new GateTrain(landings.subList(0, index + 1)))
                .findFirst()
                .orElse(this);
    }
}
