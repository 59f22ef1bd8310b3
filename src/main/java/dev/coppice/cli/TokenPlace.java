package dev.coppice.cli;

import dev.coppice.cli.client.Answer;
import dev.coppice.cli.client.ApiClient;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.database.ServiceNote;
import java.util.HashMap;
import java.util.Map;

/** Where tokens are made and taken back: by the service that owns the data folder, or in the folder itself where none does. */
final class TokenPlace {

    private static final String TOKENS = "/api/v1/tokens";

    private TokenPlace() {}

    /** The result is the exit code. */
    static int run(TokenWish wish) {
        var settings = Map.of("quarkus.http.port", "0", "quarkus.log.console.level", "WARN");
        return new ServiceHost("token", settings, System.err)
                .orElse(owned -> owned.service().map(note -> ask(note, wish)))
                .run(TokenApplication.class, Argument.of(wish));
    }

    private static int ask(ServiceNote note, TokenWish wish) {
        return switch (answer(note, wish)) {
            case Answer.Fine fine -> new TokenWords(wish).show(fine.json());
            case Answer.Refused(int status, var detail, var _) ->
                refuse(detail, status < 500 ? ExitCode.USAGE : ExitCode.INFRASTRUCTURE);
            case Answer.Silent(var reason) -> refuse(reason, ExitCode.INFRASTRUCTURE);
        };
    }

    private static Answer answer(ServiceNote note, TokenWish wish) {
        try (var service = new ApiClient(note)) {
            return switch (wish.action()) {
                case CREATE -> service.post(TOKENS, body(wish));
                case LIST -> service.get(TOKENS);
                case REVOKE -> service.delete(TOKENS + "/" + ApiClient.segment(wish.which()));
            };
        }
    }

    private static Map<String, Object> body(TokenWish wish) {
        var body = new HashMap<String, Object>(Map.of("name", wish.which(), "scope", wish.scope()));
        if (!wish.repositories().isEmpty()) {
            body.put("repositories", wish.repositories());
        }
        if (wish.lifetimeSeconds() > 0) {
            body.put("expires_in_seconds", wish.lifetimeSeconds());
        }
        return body;
    }

    static int refuse(String reason, int code) {
        System.err.println("coppice: " + reason);
        return code;
    }
}
