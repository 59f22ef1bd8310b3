package dev.coppice.ops.metrics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** As much of an expression of Prometheus as tells whether it can be read and what it asks for. */
record PromQl(String text) {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern LABEL = Pattern.compile("\\s*[a-z_]+\\s*(=|!=|=~|!~)\\s*\"\"\\s*");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Set<String> FUNCTIONS =
            Set.of("sum", "max", "min", "rate", "increase", "histogram_quantile", "absent");
    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "by", "without", "on", "ignoring", "bool");

    /** What is wrong with it, in words. */
    List<String> objections() {
        var bare = STRING.matcher(text).replaceAll("\"\"");
        var found = new ArrayList<String>();
        if (!isBalanced(bare)) {
            found.add("brackets do not match");
        }
        LABELS.matcher(bare).results().map(MatchResult::group).forEach(labels -> {
            for (var label : labels.substring(1, labels.length() - 1).split(",", -1)) {
                if (!LABEL.matcher(label).matches()) {
                    found.add("no label matcher: " + label);
                }
            }
        });
        RANGE.matcher(bare).results().map(MatchResult::group).forEach(range -> {
            if (!range.matches("\\[(\\d+[smhd]|\\$__rate_interval)]")) {
                found.add("no range: " + range);
            }
        });
        if (bare.matches(".*(rate|increase)\\s*\\([^()\\[]*\\).*")) {
            found.add("a rate of no range");
        }
        return found;
    }

    private static boolean isBalanced(String bare) {
        var open = new ArrayDeque<Character>();
        for (int place = 0; place < bare.length(); place++) {
            char sign = bare.charAt(place);
            if ("([{".indexOf(sign) >= 0) {
                open.push(sign);
            } else if (")]}".indexOf(sign) >= 0
                    && (open.isEmpty() || "([{".indexOf(open.pop()) != ")]}".indexOf(sign))) {
                return false;
            }
        }
        return open.isEmpty();
    }

    /** As the guide names them. */
    Set<String> metrics() {
        var bare = STRING.matcher(text).replaceAll("\"\"");
        bare = LABELS.matcher(bare).replaceAll("");
        bare = RANGE.matcher(bare).replaceAll("");
        bare = GROUPING.matcher(bare).replaceAll("$1 ");
        var names = new TreeSet<String>();
        WORD.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(word -> !FUNCTIONS.contains(word) && !OPERATORS.contains(word))
                .map(word -> word.replaceAll("_(bucket|sum|count)$", word.startsWith("agroal") ? "$0" : ""))
                .forEach(names::add);
        return names;
    }
}
