package dev.coppice.worker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a service does for all that share its database. */
public enum Role {
    /** Takes plans and works on them. */
    ALL(true, true),
    /** Takes plans, and leaves the work to others. */
    API(true, false),
    /** Works on what others have taken. */
    WORKER(false, true);

    private final boolean takesPlans;
    private final boolean claims;

    Role(boolean takesPlans, boolean claims) {
        this.takesPlans = takesPlans;
        this.claims = claims;
    }

    /** Empty if there is no such role. */
    public static Optional<Role> named(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** Whether callers may start and steer plans here. */
    public boolean takesPlans() {
        return takesPlans;
    }

    /** Whether it claims tasks. */
    public boolean claims() {
        return claims;
    }

    /** The product's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
