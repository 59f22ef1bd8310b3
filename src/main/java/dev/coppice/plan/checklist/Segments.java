package dev.coppice.plan.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cuts a list into stretches: each run of neighbours that may go side by side is one, everything else stands alone. */
public final class Segments {

    private Segments() {}

    public static <T> List<List<T>> of(List<T> elements, Predicate<T> parallel) {
        List<List<T>> segments = new ArrayList<>();
        boolean open = false;
        for (T element : elements) {
            boolean beside = parallel.test(element);
            if (!(open && beside)) {
                segments.add(new ArrayList<>());
            }
            segments.getLast().add(element);
            open = beside;
        }
        return segments;
    }
}
