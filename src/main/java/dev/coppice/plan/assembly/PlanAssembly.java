package dev.coppice.plan.assembly;

import dev.coppice.plan.Batch;
import dev.coppice.plan.Dependency;
import dev.coppice.plan.FileVerb;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.TaskFile;
import dev.coppice.plan.content.Completeness;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.TaskContent;
import dev.coppice.plan.content.Wishes;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.order.Barriers;
import dev.coppice.plan.order.DependencyReader;
import dev.coppice.plan.order.Edges;
import dev.coppice.plan.order.ImpliedOrder;
import dev.coppice.plan.order.Links;
import dev.coppice.plan.order.Modes;
import dev.coppice.plan.order.WaitGraph;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.task.TaskNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts what was read together into a plan. */
public final class PlanAssembly {

    private final PlanSource source;
    private final Structure structure;
    private final Findings findings;
    private final Map<DraftTask, TaskContent> contents = new LinkedHashMap<>();

    private final Manner manner;

    public PlanAssembly(PlanSource source, Structure structure, Findings findings, Manner manner) {
        this.manner = manner;
        this.source = source;
        this.structure = structure;
        this.findings = findings;
    }

    public Plan assemble(String dialect, Map<DraftTask, List<Field>> fields) {
        fields.forEach((task, own) -> contents.put(task, TaskContent.of(task, own, source, findings)));
        Links links = new DependencyReader(structure, source.outline(), findings).read(fields);
        Modes modes = Modes.of(structure, source.outline(), findings);
        manner.order(structure, fields, links);
        ImpliedOrder.add(structure, links);
        if (manner.chainsWholeNumbers()) {
            modes.chainIntegers(fields);
        }
        Edges edges = edges(links, modes);
        Wishes wishes = Wishes.of(structure, source.outline(), findings, fields);
        new Completeness(findings).check(contents);
        return new Plan(
                dialect,
                source.title(),
                source.frontMatter().gate(),
                manner.hasContext() ? PlanContext.of(source, structure) : "",
                batches(links, modes, edges, wishes),
                PlanReports.of(source, structure));
    }

    private Edges edges(Links links, Modes modes) {
        var edges = new Edges(links, findings);
        if (links.edges() > Links.MOST_EDGES) {
            findings.add(Rule.TOO_MANY_EDGES, 1, "more than " + Links.MOST_EDGES + " dependencies between tasks");
            return edges;
        }
        var graph = new WaitGraph(structure, links);
        if (new Barriers(links, findings, graph).settle()) {
            warnOfEdgesInside(links, modes);
            edges.add(graph.inOrder(), graph, modes.sequential(), changedFiles());
        }
        return edges;
    }

    private void warnOfEdgesInside(Links links, Modes modes) {
        for (DraftGroup batch : structure.batches()) {
            List<String> inside = batch.tasks.stream()
                    .flatMap(task -> links.parents(task).stream()
                            .filter(parent -> parent.group == batch)
                            .map(parent -> task.number + " waits for " + parent.number))
                    .toList();
            if (modes.claimsParallel(batch) && !inside.isEmpty()) {
                findings.add(
                        Rule.EDGE_IN_PARALLEL_BATCH,
                        batch.line,
                        batch.name() + " says parallel, but " + String.join(", ", inside));
            }
        }
    }

    private Map<DraftTask, Set<String>> changedFiles() {
        Map<DraftTask, Set<String>> changed = new HashMap<>();
        contents.forEach((task, content) -> changed.put(
                task,
                content.files().stream()
                        .filter(file ->
                                file.verb() != FileVerb.READ && file.path().indexOf('*') < 0)
                        .map(TaskFile::path)
                        .collect(Collectors.toCollection(LinkedHashSet::new))));
        return changed;
    }

    private List<Batch> batches(Links links, Modes modes, Edges edges, Wishes wishes) {
        List<DraftGroup> groups = structure.batches().stream()
                .filter(group -> group.tasks.stream().anyMatch(task -> !task.isDropped()))
                .toList();
        Map<DraftGroup, Integer> positions = new HashMap<>();
        groups.forEach(group -> positions.put(group, positions.size() + 1));
        List<Batch> batches = new ArrayList<>();
        for (DraftGroup group : groups) {
            List<Integer> needs = closure(group, links).stream()
                    .map(needed -> positions.getOrDefault(needed, 0))
                    .filter(position -> position > 0)
                    .sorted()
                    .toList();
            batches.add(new Batch(
                    batches.size() + 1,
                    group.number,
                    group.title.text(),
                    group.outer == null ? group.section : group.outer.label(),
                    modes.of(group),
                    needs,
                    tasks(group, edges, wishes)));
        }
        return batches;
    }

    /** All batches that a batch needs, directly or not, through empty ones too. */
    private static Set<DraftGroup> closure(DraftGroup group, Links links) {
        Set<DraftGroup> found = new HashSet<>();
        List<DraftGroup> open = new ArrayList<>(links.needs(group));
        while (!open.isEmpty()) {
            DraftGroup next = open.removeLast();
            if (found.add(next)) {
                open.addAll(links.needs(next));
            }
        }
        return found;
    }

    private List<PlannedTask> tasks(DraftGroup group, Edges edges, Wishes wishes) {
        return group.tasks.stream()
                .filter(task -> !task.isDropped())
                .map(task -> task(task, edges, wishes))
                .toList();
    }

    private PlannedTask task(DraftTask task, Edges edges, Wishes wishes) {
        TaskContent content = contents.getOrDefault(task, TaskContent.EMPTY);
        return new PlannedTask(
                new TaskNumber(task.number),
                task.title,
                task.line,
                task.isDone(),
                content.files(),
                text(task),
                content.scripts(),
                content.verification(),
                content.commitMessage(),
                edges.of(task).stream()
                        .map(edge -> new Dependency(new TaskNumber(edge.parent().number), edge.kind()))
                        .toList(),
                labels(wishes.among(content.labels(), task), task));
    }

    private String text(DraftTask task) {
        String text = task.text;
        return text == null ? source.outline().source().slice(task.firstLine(), task.lastLine) : text;
    }

    private static Map<String, String> labels(Map<String, String> labels, DraftTask task) {
        if (!task.optional) {
            return labels;
        }
        Map<String, String> all = new LinkedHashMap<>(labels);
        all.put(PlannedTask.OPTIONAL, "yes");
        return all;
    }
}
