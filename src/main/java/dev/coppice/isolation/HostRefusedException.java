package dev.coppice.isolation;

import java.io.IOException;

/** A host that is not to be had; the one who asked for it is told why. */
final class HostRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    HostRefusedException(String reason) {
        super(reason);
    }
}
