package dev.coppice.submission;

import java.util.Optional;

/**
 * How a plan's text is read, and whether what is completed is marked in it.
 *
 * @param dialect empty: as the plan's own marks say
 * @param markedFile the path, in the repository, of the file that the text comes from, in which completed tasks are marked; empty: none are
 */
public record PlanTerms(Optional<String> dialect, Optional<String> markedFile) {

    /** Read as it looks, and left as it is. */
    public static final PlanTerms USUAL = new PlanTerms(Optional.empty(), Optional.empty());
}
