package dev.coppice.project;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The part of a {@link PathPattern} that stands for one name. */
final class NamePattern {

    /** Any number of characters, or one that fits. */
    private record Sign(boolean isStar, IntPredicate fits) {

        static Sign one(IntPredicate fits) {
            return new Sign(false, fits);
        }
    }

    private final String text;
    private final List<Sign> characters;
    private final boolean literal;

    private NamePattern(String text, List<Sign> characters, boolean literal) {
        this.text = text;
        this.characters = List.copyOf(characters);
        this.literal = literal;
    }

    static NamePattern of(String text) {
        var characters = new ArrayList<Sign>();
        boolean literal = true;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            switch (sign) {
                case '*' -> characters.add(new Sign(true, _ -> true));
                case '?' -> characters.add(Sign.one(_ -> true));
                case '[' -> {
                    int end = endOfSet(text, at);
                    characters.add(Sign.one(set(text.substring(at + 1, end))));
                    at = end;
                }
                case '{', '}' -> throw new IllegalArgumentException("must not have { or } in it; list each pattern");
                default -> characters.add(Sign.one(one -> one == sign));
            }
            literal &= sign != '*' && sign != '?' && sign != '[';
        }
        return new NamePattern(text, characters, literal);
    }

    /** A bracket that comes first is one of the set. */
    private static int endOfSet(String text, int start) {
        int first = text.startsWith("!", start + 1) ? start + 2 : start + 1;
        int end = text.indexOf(']', first + 1);
        if (end < 0) {
            throw new IllegalArgumentException("is no pattern: [ without ]");
        }
        return end;
    }

    private static IntPredicate set(String inside) {
        var set = inside.startsWith("!") ? inside.substring(1) : inside;
        IntPredicate wanted = one -> false;
        for (int at = 0; at < set.length(); at++) {
            int low = set.charAt(at);
            boolean isRange = at + 2 < set.length() && set.charAt(at + 1) == '-';
            int high = isRange ? set.charAt(at + 2) : low;
            wanted = wanted.or(one -> low <= one && one <= high);
            at += isRange ? 2 : 0;
        }
        return inside.startsWith("!") ? wanted.negate() : wanted;
    }

    String text() {
        return text;
    }

    boolean isLiteral() {
        return literal;
    }

    boolean matches(String name) {
        int at = 0;
        int read = 0;
        int star = -1;
        int skipped = 0;
        while (read < name.length()) {
            if (isStar(at)) {
                star = at++;
                skipped = read;
            } else if (at < characters.size() && characters.get(at).fits().test(name.charAt(read))) {
                at++;
                read++;
            } else if (star >= 0) {
                at = star + 1;
                read = ++skipped;
            } else {
                return false;
            }
        }
        while (isStar(at)) {
            at++;
        }
        return at == characters.size();
    }

    private boolean isStar(int at) {
        return at < characters.size() && characters.get(at).isStar();
    }
}
