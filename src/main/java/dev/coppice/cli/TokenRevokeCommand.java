package dev.coppice.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coppice token revoke}: from the next request on the token opens nothing. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Takes a token back: from the next request on it opens nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or there is no such token", "3:infrastructure"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TokenRevokeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TOKEN", description = "Its name or its id, as the list has it.")
    String which;

    @Option(names = "--json", description = "Print what is known of it as JSON.")
    boolean json;

    @Override
    public Integer call() {
        return TokenPlace.run(TokenWish.revoke(which, json));
    }
}
