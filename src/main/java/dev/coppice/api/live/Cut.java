package dev.coppice.api.live;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends connections whose other side takes nothing: Vert.x's own close first waits until all that was written has been taken. */
final class Cut {

    private Cut() {}

    /** At once; may be called on any thread. */
    static void now(HttpConnection connection) {
        if (connection instanceof ConnectionBase held) {
            var _ = held.channelHandlerContext().close();
        } else {
            var _ = connection.close();
        }
    }
}
