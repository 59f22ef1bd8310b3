package dev.coppice.plan.checklist;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.head.NumberKey;
import java.util.HashSet;
import java.util.Set;

/** Gives a number to tasks that have none: that of their group, and their position in it, or the next one that is free. */
public final class FreeNumbers {

    private final Set<NumberKey> taken = new HashSet<>();

    public void take(String number) {
        taken.add(NumberKey.of(number));
    }

    public String next(DraftGroup group, Structure structure) {
        String prefix = group.number.matches("[0-9]{1,9}(?:\\.[0-9]{1,9}){0,3}")
                ? group.number
                : String.valueOf(structure.groups.indexOf(group) + 1);
        int position = group.tasks.size() + 1;
        while (!taken.add(NumberKey.of(prefix + "." + position))) {
            position++;
        }
        return prefix + "." + position;
    }
}
