package dev.coppice.plan.speckit;

import dev.coppice.plan.checklist.Item;
import dev.coppice.plan.checklist.ItemTitle;
import dev.coppice.plan.head.Head;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line of a task: {@code T001 [P] [US1] Title with paths}. */
record SpeckitTask(Head.Task head, boolean parallel, String story) {

    private static final String NUMBER = "(T[0-9]{2,9}(?:\\.[0-9]{1,9})?[a-z]?(?:#[0-9]{1,4})?)";

    /** The entries that are tasks: with a box, as the format has it. */
    static final Pattern BOXED =
            Pattern.compile("(?:\\s*)(?:[-*+]|[0-9]{1,9}[.)])\\s+\\\\?\\[(.?)\\\\?](\\\\?\\*)?\\s+((?:\\*\\*|~~|✅\\s*)?"
                    + NUMBER + "\\b.*)");

    /** The entries of a plan that has no boxes at all. */
    static final Pattern BARE =
            Pattern.compile("(?:\\s*)(?:[-*+])\\s+(?:\\\\?\\[(.?)\\\\?](\\\\?\\*)?\\s+)?((?:\\*\\*)?" + NUMBER
                    + "(?:\\*\\*)?\\s*[:：].+)");

    private static final Pattern LINE =
            Pattern.compile("((?:~~|✅\\s*)?)(?:\\*\\*)?" + NUMBER + "(?:\\*\\*)?\\s*[:：.]?(?:\\*\\*)?\\s+(.+)");
    private static final Pattern MARKER = Pattern.compile("\\\\?\\[([A-Za-z]{1,10}[0-9]{0,4})\\\\?]\\s+");

    static Optional<SpeckitTask> of(Item item) {
        Matcher line = LINE.matcher(item.text());
        if (!line.matches()) {
            return Optional.empty();
        }
        String title = line.group(3);
        boolean parallel = false;
        String story = "";
        for (Matcher marker = MARKER.matcher(title); marker.lookingAt(); marker = MARKER.matcher(title)) {
            if (marker.group(1).equals("P")) {
                parallel = true;
            } else {
                story = marker.group(1);
            }
            title = title.substring(marker.end());
        }
        var marked = ItemTitle.of(line.group(1).strip() + title, item.box());
        return marked.text().isBlank()
                ? Optional.empty()
                : Optional.of(new SpeckitTask(marked.head(line.group(2), item.box()), parallel, story));
    }
}
