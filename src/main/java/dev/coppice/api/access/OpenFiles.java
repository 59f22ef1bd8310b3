package dev.coppice.api.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * The document of the API and the page that shows it: the same in every service, so that they need no token. A browser could send none, as
 * a person enters it on the page only.
 */
final class OpenFiles {

    private static final Pattern PATH = Pattern.compile("/q/(openapi(\\.(json|ya?ml))?|swagger-ui(/[A-Za-z0-9._-]*)?)");

    private OpenFiles() {}

    /** Whether nothing else is asked for. A token that comes all the same is looked at like any other. */
    static boolean isAskedFor(HttpServerRequest request, String path) {
        boolean isRead =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return isRead
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && PATH.matcher(path).matches();
    }
}
