package dev.coppice.trace;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Traces of executions, if the operator has named a collector for them. */
@ApplicationScoped
public class Tracing {

    private static final Logger LOG = Logger.getLogger(Tracing.class);
    private static final Duration FOR_THE_LAST_ONES = Duration.ofSeconds(3);
    private static final String PATH = "/v1/traces";

    private final Optional<Outbox> outbox;

    Tracing(TraceConfig config) {
        this.outbox = config.endpoint()
                .map(endpoint -> new Outbox(new Collector(
                        address(endpoint),
                        headers(config.headers().orElse(List.of())),
                        Map.of("service.name", config.service()))));
    }

    private static URI address(URI endpoint) {
        var text = endpoint.toString().replaceAll("/+$", "");
        return URI.create(text.endsWith(PATH) ? text : text + PATH);
    }

    private static Map<String, String> headers(List<String> settings) {
        var headers = new HashMap<String, String>();
        for (var setting : settings) {
            int sign = setting.indexOf('=');
            if (sign < 1) {
                LOG.warn("coppice.trace.headers: one is not of the form Name=value, and is left out");
            } else {
                headers.put(
                        setting.substring(0, sign).strip(),
                        setting.substring(sign + 1).strip());
            }
        }
        return headers;
    }

    public boolean isOn() {
        return outbox.isPresent();
    }

    /** Returns at once. What the collector does not take in time is lost: traces never keep work waiting. */
    public void tell(List<Span> spans) {
        outbox.ifPresent(box -> spans.forEach(box::put));
    }

    /** After the last attempt has told of itself. */
    void end(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
        outbox.ifPresent(box -> box.close(FOR_THE_LAST_ONES));
    }
}
