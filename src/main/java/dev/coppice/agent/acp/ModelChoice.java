package dev.coppice.agent.acp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.agent.program.EventLine;
import java.util.Optional;

/** The request that chooses a session's model, in the one of two ways that the agent offers. */
record ModelChoice(String method, ObjectNode parameters) {

    private static final String MODEL = "model";

    /** The session is still to be named; empty if the agent, as it opened that, offered neither way. */
    static Optional<ModelChoice> of(String model, EventLine opened) {
        return opened.node()
                .path("configOptions")
                .valueStream()
                .map(EventLine::new)
                .filter(option -> option.text("category").equals(MODEL)
                        || option.text("id").equals(MODEL))
                .map(option ->
                        AcpVoice.object().put("configId", option.text("id")).put("value", model))
                .map(parameters -> new ModelChoice("session/set_config_option", parameters))
                .findFirst()
                .or(() -> ofOlder(model, opened));
    }

    /** As agents did before there were options. */
    private static Optional<ModelChoice> ofOlder(String model, EventLine opened) {
        return opened.in("models").node().path("availableModels").isArray()
                ? Optional.of(
                        new ModelChoice("session/set_model", AcpVoice.object().put("modelId", model)))
                : Optional.empty();
    }
}
