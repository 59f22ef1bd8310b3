package dev.coppice.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who calls, and what that one may do.
 *
 * @param name as lists and the audit show it: {@code operator}, {@code local}, {@code service-token}, {@code token:NAME}
 * @param right the last one it has
 * @param repositories the only ones it may see and use, by their folders or the folders' names; empty: all
 * @param isOperator whether it is the operator's own command, which may name any repository and command of this host
 */
public record Principal(String name, Right right, Optional<List<String>> repositories, boolean isOperator) {

    /** Whoever can read the secrets of the data folder. */
    public static final Principal OPERATOR = new Principal("operator", Right.ADMIN, Optional.empty(), true);

    /** Whoever knows the one token that the service is configured with. */
    public static final Principal SERVICE = new Principal("service-token", Right.RUN, Optional.empty(), false);

    public Principal {
        repositories = repositories.map(List::copyOf);
    }

    /** Somebody on this machine, who sent no token. */
    public static Principal local(Right right) {
        return new Principal("local", right, Optional.empty(), false);
    }

    /** The same, where the operator gave some of those names to repositories in other folders. */
    public Principal knowing(UnaryOperator<String> folders) {
        return new Principal(
                name, right, repositories.map(list -> list.stream().map(folders).toList()), isOperator);
    }

    public boolean mayUse(Path repository) {
        return repositories
                .map(allowed -> allowed.contains(repository.toString())
                        || allowed.contains(String.valueOf(repository.getFileName())))
                .orElse(true);
    }
}
