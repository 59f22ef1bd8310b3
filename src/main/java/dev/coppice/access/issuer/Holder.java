package dev.coppice.access.issuer;

import dev.coppice.access.Principal;
import dev.coppice.access.Right;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a caller of a token's claims. What is not configured gives nothing. */
@ApplicationScoped
public class Holder {

    /** No other caller's name begins so, whatever the provider calls its people. */
    public static final String PREFIX = "oidc:";

    private static final int LONGEST_NAME = 200;
    private static final String ALL = "*";

    private final IssuerConfig config;

    Holder(IssuerConfig config) {
        this.config = config;
    }

    /** Whom a verified token stands for. */
    public sealed interface Found {

        /** Somebody, with the right and the repositories that are configured. */
        record Known(Principal principal) implements Found {}

        /** Somebody whose token has none of the words that give a right. */
        record WithoutRight(String name) implements Found {}

        /** The token does not say who. */
        record Nameless() implements Found {}
    }

    /** Whom these claims of a verified token make. */
    public Found of(Claims claims) {
        var name = claims.text(config.nameClaim()).filter(Holder::isName).map(PREFIX::concat);
        if (name.isEmpty()) {
            return new Found.Nameless();
        }
        return right(claims)
                .<Found>map(
                        right -> new Found.Known(new Principal(name.get(), right, repositories(right, claims), false)))
                .orElseGet(() -> new Found.WithoutRight(name.get()));
    }

    /** One that a list or the audit can show as one line. */
    private static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    private Optional<Right> right(Claims claims) {
        var words = claims.words(config.scopeClaim());
        return Stream.of(Right.ADMIN, Right.RUN, Right.READ)
                .filter(right -> words(right).stream().anyMatch(words::contains))
                .findFirst();
    }

    private List<String> words(Right right) {
        return switch (right) {
            case READ -> config.readWords();
            case RUN -> config.runWords();
            case ADMIN -> config.adminWords();
        };
    }

    /** An administrator's are all, as with Coppice's own tokens: workers, agents and tokens belong to none. */
    private Optional<List<String>> repositories(Right right, Claims claims) {
        var everybodys = config.repositories().orElse(List.of());
        return right == Right.ADMIN || everybodys.contains(ALL)
                ? Optional.empty()
                : Optional.of(Stream.concat(everybodys.stream(), own(claims))
                        .distinct()
                        .toList());
    }

    /** Only the configuration can say all: a star in a claim is a name that no repository has. */
    private Stream<String> own(Claims claims) {
        var words = config.repositoryClaim().map(claims::words).orElse(List.of());
        var meanings = config.repositoryNames();
        return meanings.isEmpty()
                ? words.stream()
                : words.stream()
                        .map(word -> meanings.getOrDefault(word, List.of()))
                        .flatMap(Collection::stream);
    }
}
