package dev.coppice.fakemodel;

import java.util.List;

/**
 * A request that the fake model has seen; no key is kept.
 *
 * @param hasKey whether it came with a key or token
 * @param tools the tools that the agent offers
 * @param prompt all that the user said
 * @param system what the agent itself says
 */
public record Request(String path, boolean hasKey, String model, List<String> tools, String prompt, String system) {

    public Request {
        tools = List.copyOf(tools);
    }

    /** All that the model is told, whoever says it. */
    public String said() {
        return system + "\n" + prompt;
    }
}
