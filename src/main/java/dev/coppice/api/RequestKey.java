package dev.coppice.api;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** What a request's work leaves in its own rows if the request may come twice, so that the work is found and not done again. */
@RequestScoped
public class RequestKey {

    private Optional<String> value = Optional.empty();

    Optional<String> value() {
        return value;
    }

    /** This request may come again, and has this key then too. */
    public void is(String key) {
        value = Optional.of(key);
    }
}
