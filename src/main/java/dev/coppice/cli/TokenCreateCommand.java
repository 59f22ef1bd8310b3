package dev.coppice.cli;

import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coppice token create}: prints the new token, and nothing else, on standard output. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a token and prints it: this once, because it is not stored.",
            "Callers send it as `Authorization: Bearer TOKEN`."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:here it is", "2:bad usage, or the name is taken", "3:infrastructure"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TokenCreateCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "What lists and the audit call it, such as ci; of one token that is not revoked.")
    String name;

    @Option(
            names = "--scope",
            paramLabel = "S",
            defaultValue = "read",
            description = "read: see everything; run: also start and steer plans, which is to run commands;"
                    + " admin: also drain workers, end pauses, clean up, make tokens, read the audit. Default: read.")
    String scope;

    @Option(
            names = "--repository",
            paramLabel = "R",
            description = "Only for this repository, by its absolute folder or the folder's name. May be given several"
                    + " times; without it, for all.")
    List<String> repositories = List.of();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = LifetimeConverter.class,
            description = "How long it is good for, such as 30d, 12h or 90m; without it, until it is revoked.")
    @Nullable
    Duration expires;

    @Option(names = "--json", description = "Print the token and what is known of it as JSON.")
    boolean json;

    @Override
    public Integer call() {
        var right = Right.of(scope).orElseThrow(() -> wrong("--scope is one of: " + String.join(", ", Right.words())));
        var allowed = repositories.isEmpty() ? Optional.<List<String>>empty() : Optional.of(repositories);
        new NewToken(name, right, allowed, Optional.ofNullable(expires))
                .objection()
                .ifPresent(objection -> {
                    throw wrong(objection.reason());
                });
        long seconds = expires == null ? 0 : expires.toSeconds();
        return TokenPlace.run(TokenWish.create(name, scope, repositories, seconds, json));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
