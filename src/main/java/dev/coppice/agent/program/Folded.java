package dev.coppice.agent.program;

import dev.coppice.process.Legible;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text of unknown will and length as harmless lines: all of it where it is short, else its beginning and its end. */
final class Folded {

    /** Of more than this not even the middle is looked at; a tool may have answered with a whole file. */
    private static final int READ = 1 << 16;

    private static final Pattern BLANK_LINES = Pattern.compile("\\A(?:[ \t]*+\n)++");

    private Folded() {}

    /** At most this many lines and characters, half of them from each end, and a mark between the two. */
    static List<String> of(String text, int lines, int characters) {
        int begin = text.length() > READ ? whole(text, READ / 2) : text.length();
        int end = text.length() > READ ? whole(text, text.length() - READ / 2) : text.length();
        var first = legible(text.substring(0, begin));
        var last = end == begin ? first : legible(text.substring(end));
        if (end == begin && isShort(first, lines, characters)) {
            return first.isEmpty() ? List.of() : first.lines().toList();
        }
        var head = head(first, lines / 2, characters / 2);
        var tail = tail(last, lines / 2, characters / 2);
        long leftOut =
                first.length() + (end == begin ? 0L : end - begin + last.length()) - head.length() - tail.length();
        var folded = new ArrayList<String>(head.lines().toList());
        folded.add("… " + leftOut + " characters left out …");
        tail.lines().forEach(folded::add);
        return folded;
    }

    /** Without empty lines around it; the first line that is none keeps its place. */
    private static String legible(String text) {
        return BLANK_LINES.matcher(Legible.text(text)).replaceFirst("").stripTrailing();
    }

    private static boolean isShort(String text, int lines, int characters) {
        return text.length() <= characters && text.lines().limit(lines + 1L).count() <= lines;
    }

    private static String head(String text, int lines, int characters) {
        int end = -1;
        for (int line = 0; line < lines && (line == 0 || end >= 0); line++) {
            end = text.indexOf('\n', end + 1);
        }
        int most = end < 0 ? text.length() : end;
        return text.substring(0, most > characters ? whole(text, characters) : most);
    }

    private static String tail(String text, int lines, int characters) {
        int begin = text.length();
        for (int line = 0; line < lines && begin >= 0; line++) {
            begin = text.lastIndexOf('\n', begin - 1);
        }
        int least = begin + 1;
        return text.substring(text.length() - least > characters ? whole(text, text.length() - characters) : least);
    }

    /** Never in the middle of a character that takes two places. */
    static int whole(String text, int at) {
        return at > 0 && Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))
                ? at - 1
                : at;
    }
}
