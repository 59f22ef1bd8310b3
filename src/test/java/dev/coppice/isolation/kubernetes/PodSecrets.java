package dev.coppice.isolation.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The Secrets of a cluster, as pods get at them. */
final class PodSecrets {

    private final Map<String, Map<String, String>> secrets = new HashMap<>();

    synchronized void put(String name, Map<String, String> values) {
        secrets.put(name, Map.copyOf(values));
        notifyAll();
    }

    /** As the API is given it. */
    void putEncoded(String name, Map<String, String> data) {
        var values = new HashMap<String, String>();
        data.forEach(
                (key, value) -> values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        put(name, values);
    }

    synchronized void await(String name) throws InterruptedException {
        while (!secrets.containsKey(name)) {
            wait();
        }
    }

    synchronized Map<String, String> of(String name) {
        return secrets.get(name);
    }

    Map<String, String> environment(Container container) {
        var environment = new HashMap<String, String>();
        container
                .getEnvFrom()
                .forEach(from -> environment.putAll(of(from.getSecretRef().getName())));
        for (var variable : container.getEnv()) {
            var from = variable.getValueFrom();
            environment.put(
                    variable.getName(),
                    from == null
                            ? variable.getValue()
                            : of(from.getSecretKeyRef().getName())
                                    .get(from.getSecretKeyRef().getKey()));
        }
        return environment;
    }
}
