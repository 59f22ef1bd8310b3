package dev.coppice.plan.marking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Bytes of a file that give way to a text. */
record Edit(int offset, int length, String text) {

    /** The file after all of them; they do not overlap. */
    static byte[] apply(byte[] file, List<Edit> edits) {
        var changed = new ByteArrayOutputStream(file.length + edits.size());
        int at = 0;
        for (Edit edit :
                edits.stream().sorted(Comparator.comparingInt(Edit::offset)).toList()) {
            changed.write(file, at, edit.offset() - at);
            changed.writeBytes(edit.text().getBytes(StandardCharsets.UTF_8));
            at = edit.offset() + edit.length();
        }
        changed.write(file, at, file.length - at);
        return changed.toByteArray();
    }
}
