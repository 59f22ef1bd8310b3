package dev.coppice.fakemodel;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a request tells of the talk so far. The server keeps none itself, so that one serves any number of runs at the same time.
 *
 * @param toolResults how many tools have answered: the number of the step
 * @param tools the names of those that the agent offers
 * @param prompt all that the user said; what tools answered is no part of it
 * @param system what the agent itself says
 */
record Conversation(
        String model, boolean wantsStream, int toolResults, List<String> tools, String prompt, String system) {

    private static final Pattern CREATE = Pattern.compile("(?m)^- Create: `([^`\\n]+)`");
    private static final Pattern DIRECTORY = Pattern.compile("orking directory: (/[^\\n\"<]+)");

    Conversation {
        tools = List.copyOf(tools);
    }

    /** The files that the prompt wants to be made, in its order. */
    List<String> filesToCreate() {
        return CREATE.matcher(prompt)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** Where the agent says that it works; "" if it does not say. */
    String directory() {
        return DIRECTORY
                .matcher(system + "\n" + prompt)
                .results()
                .map((MatchResult found) -> found.group(1).strip())
                .findFirst()
                .orElse("");
    }

    /** The first of these tools that the agent offers. */
    String tool(String... wanted) {
        return List.of(wanted).stream()
                .filter(tools::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none of " + List.of(wanted) + " in " + tools));
    }
}
