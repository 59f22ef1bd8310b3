package dev.coppice.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The principal of the current request, for whatever room carries it out. */
@RequestScoped
public class Caller {

    @Nullable
    private Principal principal;

    Caller() {}

    /** What stands before the routes says who it is. */
    public void is(Principal known) {
        principal = known;
    }

    /** Fails where nobody stood before the route: better no answer than one for anybody. */
    public Principal principal() {
        return Objects.requireNonNull(principal, "nobody has said who calls");
    }
}
