package dev.coppice.api.work;

import dev.coppice.api.Problem;
import dev.coppice.git.Differences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Has git compare commits for callers: a few at the same time, because each takes a process and memory. */
@ApplicationScoped
class Diffs {

    private static final String PATCH = "text/x-diff;charset=UTF-8";
    private static final int AT_A_TIME = 4;

    private final Semaphore places = new Semaphore(AT_A_TIME, true);

    Response patch(CommitPair pair) {
        return Response.ok(compare(pair, differences -> differences.patch(pair.from(), pair.to())), PATCH)
                .build();
    }

    DiffStatView stat(CommitPair pair) {
        return DiffStatView.of(pair, compare(pair, differences -> differences.files(pair.from(), pair.to())));
    }

    private <T> T compare(CommitPair pair, Function<Differences, Optional<T>> comparison) {
        places.acquireUninterruptibly();
        try {
            return comparison
                    .apply(pair.repository().differences())
                    .orElseThrow(() -> Problem.of(
                                    413,
                                    "diff_too_large",
                                    "the answer would have more than " + Differences.LARGEST
                                            + " bytes; see it with: git diff " + pair.from() + " " + pair.to())
                            .asException());
        } finally {
            places.release();
        }
    }
}
