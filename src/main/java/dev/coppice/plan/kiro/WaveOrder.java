package dev.coppice.plan.kiro;

import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.order.Links;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The waves are all the order there is; what they leave out, such as checkpoints, runs last. */
final class WaveOrder {

    private final Structure structure;
    private final Links links;
    private final Findings findings;
    private final Map<NumberKey, DraftTask> tasks = new HashMap<>();
    private final Set<DraftTask> placed = new HashSet<>();

    WaveOrder(Structure structure, Links links, Findings findings) {
        this.structure = structure;
        this.links = links;
        this.findings = findings;
        structure.tasks.forEach(task -> tasks.putIfAbsent(task.key(), task));
    }

    void add(List<Wave> waves) {
        structure.groups.forEach(links::declare);
        Map<String, List<DraftTask>> byName = new LinkedHashMap<>();
        List<DraftTask> before = List.of();
        for (Wave wave : waves) {
            List<DraftTask> tasks = tasksOf(wave);
            List<DraftTask> needed = wave.stated() ? named(wave, byName) : before;
            tasks.forEach(task -> needed.forEach(earlier -> links.follow(task, earlier)));
            byName.put(wave.name(), tasks);
            before = tasks.isEmpty() ? before : tasks;
        }
        List<DraftTask> last = byName.values().stream().flatMap(List::stream).toList();
        boolean stated = waves.stream().anyMatch(Wave::stated);
        addTheRest(stated ? last : before, waves.getFirst().line());
    }

    private List<DraftTask> named(Wave wave, Map<String, List<DraftTask>> byName) {
        List<DraftTask> needed = new ArrayList<>();
        for (String name : wave.dependsOn()) {
            if (!byName.containsKey(name)) {
                findings.add(
                        Rule.UNKNOWN_DEPENDENCY,
                        wave.line(),
                        "there is no wave " + name + " before wave " + wave.name());
            }
            needed.addAll(byName.getOrDefault(name, List.of()));
        }
        return needed;
    }

    /** A number may be that of a task, or of an item with tasks below it. */
    private List<DraftTask> tasksOf(Wave wave) {
        List<DraftTask> found = new ArrayList<>();
        for (String number : wave.tasks()) {
            DraftTask task = tasks.get(NumberKey.of(number));
            List<DraftTask> named = task == null ? below(number) : List.of(task);
            if (named.isEmpty()) {
                findings.add(
                        Rule.UNKNOWN_DEPENDENCY, wave.line(), "there is no task " + number + ", named by the waves");
            }
            named.stream().filter(placed::add).forEach(found::add);
        }
        return found;
    }

    private List<DraftTask> below(String number) {
        return structure.groups.stream()
                .filter(group -> group.number.equals(number))
                .map(group -> group.tasks)
                .flatMap(List::stream)
                .toList();
    }

    private void addTheRest(List<DraftTask> last, int line) {
        List<DraftTask> before = last;
        List<String> numbers = new ArrayList<>();
        for (DraftTask task : structure.tasks) {
            if (!placed.contains(task) && !task.isDropped()) {
                before.forEach(earlier -> links.follow(task, earlier));
                before = List.of(task);
                numbers.add(task.number);
            }
        }
        if (!numbers.isEmpty()) {
            findings.add(Rule.OUTSIDE_WAVES, line, "in no wave, so they run last: task " + String.join(", ", numbers));
        }
    }
}
