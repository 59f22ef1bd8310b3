package dev.coppice.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coppice token list}: every token there ever was, without its secret. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the tokens, the oldest first, with what they may do and when they were last used.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage", "3:infrastructure"})
final class TokenListCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the list as JSON.")
    boolean json;

    @Override
    public Integer call() {
        return TokenPlace.run(TokenWish.list(json));
    }
}
