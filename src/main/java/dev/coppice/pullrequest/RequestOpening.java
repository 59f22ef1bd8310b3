package dev.coppice.pullrequest;

import dev.coppice.forge.Forge;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.NewPullRequest;
import dev.coppice.forge.PullRequest;
import dev.coppice.task.CommitId;
import java.util.Optional;

/** Opens one request, and no second one: whoever was here before may have died before he could write down that he had. */
record RequestOpening(Forge forge, NewPullRequest wanted, CommitId result) {

    /** @param complaint about what is no reason to have no request; "" if there is none */
    record Opened(PullRequest request, String complaint) {}

    Opened open() {
        var present = present();
        present.filter(RequestOpening::isOpen).ifPresent(request -> forge.update(request, wanted));
        var request = present.orElseGet(this::make);
        return new Opened(request, isOpen(request) ? labelled(request) : "");
    }

    private Optional<PullRequest> present() {
        return forge.find(wanted.head(), wanted.base(), result);
    }

    /** A refusal may mean that another service has just been faster. */
    private PullRequest make() {
        try {
            return forge.open(wanted);
        } catch (ForgeFailure e) {
            if (e.kind() == ForgeFailure.Kind.LATER) {
                throw e;
            }
            return present().orElseThrow(() -> e);
        }
    }

    private String labelled(PullRequest request) {
        if (wanted.labels().isEmpty()) {
            return "";
        }
        try {
            forge.label(request, wanted.labels());
            return "";
        } catch (ForgeFailure e) {
            return "its labels could not be set: " + e.getMessage();
        }
    }

    private static boolean isOpen(PullRequest request) {
        return request.state() == PullRequest.State.OPEN;
    }
}
