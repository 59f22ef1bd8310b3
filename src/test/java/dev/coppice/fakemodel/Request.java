package dev.coppice.fakemodel;

import java.util.List;

/**
 * A request that the fake model has seen; no key is kept.
 *
 * @param hasKey whether it came with a key or token
 * @param tools the tools that the agent offers
 */
public record Request(String path, boolean hasKey, String model, List<String> tools, String prompt) {

    public Request {
        tools = List.copyOf(tools);
    }
}
