package dev.coppice.plan.outline;

import dev.coppice.plan.text.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The structure of a plan's Markdown as CommonMark sees it: what stands where, and which lines are no text. */
public final class Outline {

    private final SourceText source;
    private final List<Place> places;
    private final List<Heading> headings;
    private final List<ListEntry> entries;
    private final List<Fence> fences;
    private final @Nullable Heading[] headingAt;
    private final @Nullable Fence[] fenceAt;
    private @Nullable List<Table> tables;

    public Outline(
            SourceText source,
            List<Place> places,
            List<Heading> headings,
            List<ListEntry> entries,
            List<Fence> fences) {
        this.source = source;
        this.places = List.copyOf(places);
        this.headings = List.copyOf(headings);
        this.entries = List.copyOf(entries);
        this.fences = List.copyOf(fences);
        headingAt = new Heading[source.lines() + 1];
        fenceAt = new Fence[source.lines() + 1];
        headings.forEach(heading -> headingAt[heading.line()] = heading);
        fences.forEach(fence -> Arrays.fill(fenceAt, fence.line(), fence.lastLine() + 1, fence));
    }

    public SourceText source() {
        return source;
    }

    public Place place(int line) {
        return places.get(line - 1);
    }

    public List<Heading> headings() {
        return headings;
    }

    public List<ListEntry> entries() {
        return entries;
    }

    public List<Fence> fences() {
        return fences;
    }

    public List<Table> tables() {
        var known = tables;
        if (known == null) {
            known = List.copyOf(TableReader.read(this));
            tables = known;
        }
        return known;
    }

    public Optional<Heading> headingAt(int line) {
        return Optional.ofNullable(headingAt[line]);
    }

    /** The fence that holds a line. */
    public Optional<Fence> fenceAround(int line) {
        return Optional.ofNullable(fenceAt[line]);
    }

    /** The fences that begin between two lines, both included. */
    public List<Fence> fencesBetween(int first, int last) {
        List<Fence> between = new ArrayList<>();
        for (int i = firstFenceFrom(first); i < fences.size() && fences.get(i).line() <= last; i++) {
            between.add(fences.get(i));
        }
        return between;
    }

    private int firstFenceFrom(int line) {
        int low = 0;
        int high = fences.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fences.get(middle).line() < line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
