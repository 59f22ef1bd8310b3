package dev.coppice.plan.order;

import dev.coppice.plan.BatchMode;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.FieldKind;
import dev.coppice.plan.content.FieldReader;
import dev.coppice.plan.content.TaskFields;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which batches are sequential, and which say themselves that they are parallel. */
public final class Modes {

    private static final Set<String> SEQUENTIAL = Set.of("sequential", "sequentially", "serial");
    private static final Set<String> KNOWN =
            Set.of("parallel", "local", "worktree", "container", "dagger", "kubernetes");

    private final Structure structure;
    private final Outline outline;
    private final Findings findings;
    private final Map<DraftGroup, String> stated = new HashMap<>();

    private Modes(Structure structure, Outline outline, Findings findings) {
        this.structure = structure;
        this.outline = outline;
        this.findings = findings;
    }

    public static Modes of(Structure structure, Outline outline, Findings findings) {
        var modes = new Modes(structure, outline, findings);
        String ofPlan = modes.modeIn(modes.fieldsOfPlan());
        for (DraftGroup group : structure.groups) {
            String own = group.isImplicit() ? "" : modes.modeIn(TaskFields.of(group, outline));
            own = own.isEmpty() ? group.imposedMode : own;
            String mode = own.isEmpty() ? group.title.mode().toLowerCase(Locale.ROOT) : own;
            String inherited = group.outer == null ? ofPlan : modes.stated.getOrDefault(group.outer, "");
            modes.stated.put(group, mode.isEmpty() ? inherited : mode);
        }
        return modes;
    }

    private List<Field> fieldsOfPlan() {
        int first = Math.min(
                structure.groups.stream().mapToInt(group -> group.line).min().orElse(1),
                structure.tasks.stream().mapToInt(task -> task.line).min().orElse(1));
        return FieldReader.read(outline, 1, first - 1);
    }

    private String modeIn(List<Field> fields) {
        for (Field field : fields) {
            if (field.kind() == FieldKind.MODE) {
                String mode = Table.plain(field.inline().text()).replaceAll("[\\s(（].*", "");
                if (!SEQUENTIAL.contains(mode) && !KNOWN.contains(mode)) {
                    findings.add(
                            Rule.UNKNOWN_MODE,
                            field.line(),
                            "execution mode '" + mode + "' is unknown: read as parallel");
                }
                return mode;
            }
        }
        return "";
    }

    /** Plans that number their tasks 1, 2, 3 outside of batches mean steps; only dependencies say otherwise. */
    public void chainIntegers(Map<DraftTask, List<Field>> fields) {
        List<DraftTask> tasks = structure.tasks;
        boolean steps = tasks.size() > 1
                && tasks.stream()
                        .noneMatch(task ->
                                task.key().isDotted() || !task.key().prefix().isEmpty())
                && structure.groups.stream().noneMatch(group -> group.kind.equals("Batch") || group.kind.equals("Wave"))
                && structure.groups.stream()
                        .allMatch(group -> stated.getOrDefault(group, "").isEmpty())
                && fields.values().stream().flatMap(List::stream).noneMatch(field -> field.kind() == FieldKind.DEPENDS);
        if (steps) {
            structure.groups.forEach(group -> stated.put(group, "sequential"));
            findings.add(
                    Rule.READ_AS_SEQUENCE,
                    tasks.getFirst().line,
                    "tasks with whole numbers, outside of batches and without dependencies, run one after the other;"
                            + " put them under '## Batch 1: Title' to run them side by side");
        }
    }

    public BatchMode of(DraftGroup group) {
        return SEQUENTIAL.contains(stated.getOrDefault(group, "")) ? BatchMode.SEQUENTIAL : BatchMode.PARALLEL;
    }

    public boolean claimsParallel(DraftGroup group) {
        return stated.getOrDefault(group, "").equals("parallel");
    }

    public Set<DraftGroup> sequential() {
        List<DraftGroup> sequential = new ArrayList<>(structure.groups);
        sequential.removeIf(group -> of(group) != BatchMode.SEQUENTIAL);
        return new HashSet<>(sequential);
    }
}
