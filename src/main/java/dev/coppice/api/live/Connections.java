package dev.coppice.api.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The ends of the connections that listeners come over, where Vert.x alone would wait too long or say too little. */
final class Connections {

    private Connections() {}

    /** Ends one at once; Vert.x's own close first waits until all that was written has been taken. May be called on any thread. */
    static void cut(HttpConnection connection) {
        if (connection instanceof ConnectionBase held) {
            var _ = held.channelHandlerContext().close();
        } else {
            var _ = connection.close();
        }
    }

    /**
     * Has the act done when the request's answer has ended or can reach nobody any more, be it over by now; on any thread, and perhaps more
     * than once. Vert.x tells of an end once only, at the first error, and until the connection has closed nothing shows whoever asks after
     * that; the channel forgets nobody.
     */
    static void atEnd(RoutingContext context, Runnable act) {
        var channel = channel(context.request().connection());
        ChannelFutureListener closed = _ -> act.run();
        var _ = channel.map(held -> held.closeFuture().addListener(closed));
        var _ = context.addEndHandler(_ -> {
            var _ = channel.map(held -> held.closeFuture().removeListener(closed));
            act.run();
        });
        // A stream of HTTP/2 may be reset and its connection go on: that shows as soon as its thread is free again.
        channel.ifPresent(held -> held.eventLoop().execute(() -> {
            if (context.response().closed()) {
                act.run();
            }
        }));
    }

    private static Optional<Channel> channel(HttpConnection connection) {
        return connection instanceof ConnectionBase held
                ? Optional.of(held.channelHandlerContext().channel())
                : Optional.empty();
    }
}
