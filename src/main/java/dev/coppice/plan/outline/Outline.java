package dev.coppice.plan.outline;

import dev.coppice.plan.text.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The structure of a plan's Markdown as CommonMark sees it: what stands where, and which lines are no text. */
public final class Outline {

    private final SourceText source;
    private final List<Place> places;
    private final List<Heading> headings;
    private final List<ListEntry> entries;
    private final List<Fence> fences;
    private final Map<Integer, Heading> headingAt = new HashMap<>();
    private final Map<Integer, Fence> fenceAt = new HashMap<>();

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
        headings.forEach(heading -> headingAt.put(heading.line(), heading));
        for (Fence fence : fences) {
            for (int line = fence.line(); line <= fence.lastLine(); line++) {
                fenceAt.put(line, fence);
            }
        }
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

    public Optional<Heading> headingAt(int line) {
        return Optional.ofNullable(headingAt.get(line));
    }

    /** The fence that holds a line. */
    public Optional<Fence> fenceAround(int line) {
        return Optional.ofNullable(fenceAt.get(line));
    }

    /** The fences that begin between two lines, both included. */
    public List<Fence> fencesBetween(int first, int last) {
        return fences.stream()
                .filter(fence -> first <= fence.line() && fence.line() <= last)
                .toList();
    }
}
