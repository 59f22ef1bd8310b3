package dev.coppice.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token that is wished for.
 *
 * @param repositories the only ones it is for, by their absolute folders or the folders' names; empty: all
 * @param lifetime after which it opens nothing; empty: until it is revoked
 */
public record NewToken(String name, Right scope, Optional<List<String>> repositories, Optional<Duration> lifetime) {

    public static final Duration LONGEST = Duration.ofDays(3650);

    private static final int MOST_REPOSITORIES = 100;
    private static final int LONGEST_REPOSITORY = 4096;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public NewToken {
        repositories = repositories.map(List::copyOf);
    }

    /** What is wrong with the wish: the field, as requests call it, and why. */
    public record Objection(String field, String reason) {}

    public Optional<Objection> objection() {
        if (!NAME.matcher(name).matches() || ID.matcher(name).matches()) {
            return objection("name", "a token's name has up to 64 letters, digits and . _ @ -, and is no id");
        }
        if (repositories.filter(list -> !arePlausible(list)).isPresent()) {
            return objection(
                    "repositories", "name 1 to " + MOST_REPOSITORIES + " repositories, by absolute folder or by name");
        }
        if (scope == Right.ADMIN && repositories.isPresent()) {
            return objection("repositories", "a token of scope admin is for all repositories");
        }
        return lifetime.filter(time -> time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0)
                .flatMap(_ -> objection("expires", "a token lives from a second to " + LONGEST.toDays() + " days"));
    }

    private static Optional<Objection> objection(String field, String reason) {
        return Optional.of(new Objection(field, reason));
    }

    private static boolean arePlausible(List<String> repositories) {
        return !repositories.isEmpty()
                && repositories.size() <= MOST_REPOSITORIES
                && repositories.stream().allMatch(NewToken::isPlausible);
    }

    /** A relative folder would mean another one in each process. */
    private static boolean isPlausible(String repository) {
        return !repository.isBlank()
                && repository.length() <= LONGEST_REPOSITORY
                && repository.chars().noneMatch(Character::isISOControl)
                && (repository.startsWith("/") || !repository.contains("/"));
    }
}
