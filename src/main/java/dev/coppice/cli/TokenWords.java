package dev.coppice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.terminal.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Shows what became of one {@code coppice token}, which is the API's answer wherever it comes from. */
record TokenWords(TokenWish wish) {

    private static final List<String> HEAD =
            List.of("NAME", "SCOPE", "STATUS", "EXPIRES", "LAST USED", "REPOSITORIES", "ID");

    int show(JsonNode answer) {
        if (wish.json()) {
            System.out.println(answer.toPrettyString());
            return ExitCode.OK;
        }
        switch (wish.action()) {
            case CREATE -> created(answer);
            case LIST -> list(answer.path("tokens"));
            case REVOKE ->
                System.err.println("coppice: the token " + answer.path("name").asText() + " is revoked");
        }
        return ExitCode.OK;
    }

    /** Standard output has the token alone, so that it can be piped to where it belongs. */
    private static void created(JsonNode token) {
        System.err.println("coppice: token " + token.path("name").asText() + " of scope "
                + token.path("scope").asText() + ", " + life(token) + "; it is not shown again");
        System.out.println(token.path("token").asText());
    }

    private static String life(JsonNode token) {
        var end = token.path("expires_at").asText("");
        return isNothing(end) ? "until it is revoked" : "until " + end;
    }

    private static void list(JsonNode tokens) {
        var lines = new ArrayList<>(List.of(HEAD));
        tokens.forEach(token -> lines.add(cells(token)));
        var widths = IntStream.range(0, HEAD.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        lines.forEach(line -> System.out.println(line(line, widths)));
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            line.append(cells.get(column))
                    .repeat(" ", widths[column] - cells.get(column).length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private static List<String> cells(JsonNode token) {
        var repositories = StreamSupport.stream(token.path("repositories").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return List.of(
                token.path("name").asText(),
                token.path("scope").asText(),
                token.path("status").asText(),
                time(token, "expires_at"),
                time(token, "last_used_at"),
                repositories.isEmpty() ? "all" : String.join(",", repositories),
                token.path("token_id").asText());
    }

    private static String time(JsonNode token, String field) {
        var text = token.path(field).asText("");
        return isNothing(text) ? "never" : text.replaceAll("\\.\\d+", "");
    }

    private static boolean isNothing(String text) {
        return text.isEmpty() || text.equals("null");
    }
}
