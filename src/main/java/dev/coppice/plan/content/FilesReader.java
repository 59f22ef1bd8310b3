package dev.coppice.plan.content;

import dev.coppice.plan.FileVerb;
import dev.coppice.plan.TaskFile;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects the files that a task names, and warns of what cannot be a path inside the repository. */
public final class FilesReader {

    private static final Pattern OUTSIDE = Pattern.compile("(?s)(?:[A-Za-z]:.*|\\.\\.|\\.\\./.*|.*/\\.\\.(?:/.*)?)");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Findings findings;
    private final List<TaskFile> files = new ArrayList<>();

    private FilesReader(Findings findings) {
        this.findings = findings;
    }

    public static List<TaskFile> read(List<Field> fields, Findings findings) {
        var reader = new FilesReader(findings);
        FileVerb modifyType = fields.stream()
                .filter(field -> field.label().equalsIgnoreCase("modify type"))
                .map(field -> FileEntry.verbOf(field.inline().text()))
                .findFirst()
                .orElse(FileVerb.UNSTATED);
        for (Field field : fields) {
            switch (field.kind()) {
                case FILES -> reader.readField(field, verbOfLabel(field.label(), modifyType));
                case TEST -> reader.readTests(field);
                case VERIFICATION, CRITERIA, DEPENDS, REVERSE, COMMIT, STATUS, MODE, TASKS, TOTAL, OTHER -> {}
            }
        }
        return reader.files.stream().distinct().toList();
    }

    private static FileVerb verbOfLabel(String label, FileVerb otherwise) {
        for (String word : SPACES.split(label, -1)) {
            FileVerb verb = FileEntry.verbOf(word);
            if (verb != FileVerb.UNSTATED) {
                return verb;
            }
        }
        return otherwise;
    }

    private void readField(Field field, FileVerb verb) {
        for (Field.Entry entry : field.entries()) {
            if (FileEntry.isNone(entry.text())) {
                continue;
            }
            List<TaskFile> found = FileEntry.read(entry.text(), verb);
            if (found.isEmpty()) {
                findings.add(
                        Rule.UNREADABLE_FILE,
                        entry.line(),
                        entry.text(),
                        "no path recognised in '" + entry.text() + "'");
            }
            found.forEach(file -> keep(file, entry.line()));
        }
    }

    /** A Test field may name files, commands or neither; only the files are wanted here. */
    private void readTests(Field field) {
        for (Field.Entry entry : field.entries()) {
            for (TaskFile file : FileEntry.read(entry.text(), FileVerb.TEST)) {
                if (FileEntry.looksLikePath(file.path()) && !FileEntry.isNone(entry.text())) {
                    keep(file, entry.line());
                }
            }
        }
    }

    private void keep(TaskFile file, int line) {
        String path = file.path().replace('\\', '/');
        if (path.isEmpty()) {
            return;
        }
        if (path.startsWith("/")
                || path.startsWith("~")
                || OUTSIDE.matcher(path).matches()) {
            findings.add(Rule.OUTSIDE_PATH, line, file.path(), "path '" + path + "' leaves the repository");
        }
        if (!file.range().isEmpty()) {
            findings.add(
                    Rule.LINE_RANGE,
                    line,
                    file.range(),
                    "lines " + file.range() + " of '" + path + "' are kept apart from the path");
        }
        files.add(file);
    }
}
