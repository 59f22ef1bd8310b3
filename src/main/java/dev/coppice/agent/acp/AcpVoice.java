package dev.coppice.agent.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.agent.program.Brief;
import dev.coppice.process.OpenInput;

/** What is said to an agent, a line of JSON-RPC 2.0 each. */
record AcpVoice(OpenInput input) {

    static final int NO_SUCH_METHOD = -32601;

    void ask(long id, String method, ObjectNode params) {
        var message = message().put("id", id).put("method", method);
        say(message.set("params", params));
    }

    void tell(String method, ObjectNode params) {
        say(message().put("method", method).set("params", params));
    }

    void answer(JsonNode id, ObjectNode result) {
        var message = message();
        message.set("id", id);
        say(message.set("result", result));
    }

    /** That is not done here. */
    void decline(JsonNode id, String method) {
        var message = message();
        message.set("id", id);
        message.putObject("error").put("code", NO_SUCH_METHOD).put("message", "Method not found: " + Brief.of(method));
        say(message);
    }

    /** Nothing more will be said, which an agent takes as its end. */
    void fallSilent() {
        input.close();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode message() {
        return object().put("jsonrpc", "2.0");
    }

    private void say(JsonNode message) {
        input.line(message.toString());
    }
}
