package dev.coppice.api.live;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The last message of a WebSocket: {@link EndView}, with the name that a stream gives it beside. */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SocketEndView(String what, String executionId, String status) {

    static SocketEndView of(EndView end) {
        return new SocketEndView("end", end.executionId(), end.status());
    }
}
