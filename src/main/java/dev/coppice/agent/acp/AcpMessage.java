package dev.coppice.agent.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.agent.program.EventLine;
import java.util.Optional;

/** What an agent says, a line of JSON-RPC 2.0. It is of unknown will: what is none of these is left out. */
sealed interface AcpMessage {

    /**
     * It wants an answer.
     *
     * @param id a number or a short text of its own
     */
    record Request(JsonNode id, String method, EventLine params) implements AcpMessage {}

    /** It tells something. */
    record Notice(String method, EventLine params) implements AcpMessage {}

    /** It answers the request with this id. */
    record Answer(long id, EventLine result) implements AcpMessage {}

    /** It answers the request with this id by an error. */
    record Refusal(long id, EventLine error) implements AcpMessage {}

    /** An id is sent back, and waits in memory until it is read; one without end is nobody's. */
    int LONGEST_ID = 200;

    static Optional<AcpMessage> read(String line) {
        var message = EventLine.of(line);
        var method = message.text("method");
        var id = message.node().path("id");
        if (!method.isEmpty()) {
            return asked(id, method, message.in("params"));
        }
        if (!id.canConvertToLong() || !id.isIntegralNumber()) {
            return Optional.empty();
        }
        if (message.node().has("error")) {
            return Optional.of(new Refusal(id.longValue(), message.in("error")));
        }
        return message.node().has("result")
                ? Optional.of(new Answer(id.longValue(), message.in("result")))
                : Optional.empty();
    }

    private static Optional<AcpMessage> asked(JsonNode id, String method, EventLine params) {
        if (id.isMissingNode()) {
            return Optional.of(new Notice(method, params));
        }
        boolean isId = id.isValueNode() && id.asText().length() <= LONGEST_ID;
        return isId ? Optional.of(new Request(id, method, params)) : Optional.empty();
    }
}
