package dev.coppice.cli;

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
                .orElse(owned -> owned.service().map(note -> ask(new ApiClient(note), wish)))
                .run(TokenApplication.class, Argument.of(wish));
    }

    private static int ask(ApiClient service, TokenWish wish) {
        var answer = switch (wish.action()) {
            case CREATE -> service.post(TOKENS, body(wish));
            case LIST -> service.get(TOKENS);
            case REVOKE -> service.delete(TOKENS + "/" + ApiClient.segment(wish.which()));
        };
        return switch (answer) {
            case Answer.Fine(var body) -> new TokenWords(wish).show(body);
            case Answer.Refused(int status, var detail) ->
                refuse(detail, status < 500 ? ExitCode.USAGE : ExitCode.INFRASTRUCTURE);
            case Answer.Silent(var reason) -> refuse(reason, ExitCode.INFRASTRUCTURE);
        };
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
