package dev.coppice.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.ApiTokens;
import dev.coppice.access.AuditLog;
import dev.coppice.access.NewToken;
import dev.coppice.access.Outcome;
import dev.coppice.access.Principal;
import dev.coppice.access.Right;
import dev.coppice.api.access.IssuedTokenView;
import dev.coppice.api.access.TokenView;
import dev.coppice.cli.terminal.ExitCode;
import io.quarkus.runtime.QuarkusApplication;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** One {@code coppice token} inside Quarkus, on a data folder that no service has. It is written down as the service would. */
final class TokenApplication implements QuarkusApplication {

    private final ApiTokens tokens;
    private final AuditLog audit;
    private final ObjectMapper json;

    TokenApplication(ApiTokens tokens, AuditLog audit, ObjectMapper json) {
        this.tokens = tokens;
        this.audit = audit;
        this.json = json;
    }

    @Override
    public int run(String... arguments) {
        var wish = Argument.read(arguments[0], TokenWish.class);
        return switch (wish.action()) {
            case CREATE -> create(wish);
            case LIST ->
                show(
                        wish,
                        new TokenView.TokensView(
                                tokens.all().stream().map(TokenView::of).toList()));
            case REVOKE -> revoke(wish);
        };
    }

    private int create(TokenWish wish) {
        var issued = tokens.issue(wished(wish), Principal.OPERATOR.name());
        issued.ifPresent(token -> write("create_token", token.token().name()));
        return issued.map(token -> show(wish, IssuedTokenView.of(token)))
                .orElseGet(() ->
                        TokenPlace.refuse("there is a token " + wish.which() + "; revoke it first", ExitCode.USAGE));
    }

    private static NewToken wished(TokenWish wish) {
        return new NewToken(
                wish.which(),
                Right.of(wish.scope()).orElseThrow(),
                Optional.of(wish.repositories()).filter(list -> !list.isEmpty()),
                Optional.of(wish.lifetimeSeconds())
                        .filter(seconds -> seconds > 0)
                        .map(Duration::ofSeconds));
    }

    private int revoke(TokenWish wish) {
        var revoked = tokens.revoke(wish.which());
        revoked.ifPresent(token -> write("revoke_token", token.name()));
        return revoked.map(token -> show(wish, TokenView.of(token)))
                .orElseGet(() -> TokenPlace.refuse("there is no such token that is not revoked", ExitCode.USAGE));
    }

    private void write(String action, String name) {
        var act = new AuditLog.Act(Principal.OPERATOR.name(), action, "token:" + name, null);
        audit.append(act, Outcome.DONE, OptionalInt.empty());
    }

    private int show(TokenWish wish, Record view) {
        return new TokenWords(wish).show(json.valueToTree(view));
    }
}
