package dev.coppice.api.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * The pages of the dashboard, the document of the API and the page that shows it: the same in every service, so that they need no token. A
 * browser could send none, as a person enters it on the page only.
 */
final class OpenFiles {

    private static final Pattern PATH = Pattern.compile("/q/(openapi(\\.(json|ya?ml))?|swagger-ui(/[A-Za-z0-9._-]*)?)"
            + "|/(executions(/.*)?|start|workers)"
            + "|/ui/.*");

    private OpenFiles() {}

    /** Whether nothing else is asked for. A token that comes all the same is looked at like any other. */
    static boolean isAskedFor(HttpServerRequest request, String path) {
        boolean isRead =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return isRead
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && (PATH.matcher(path).matches() || isFrontPage(request, path));
    }

    /** Whether a person has followed a link to one of them, from another site perhaps: there is nothing in them to be stolen or set off. */
    static boolean isLinkedTo(HttpServerRequest request, String path) {
        return "navigate".equals(request.getHeader("Sec-Fetch-Mode")) && isAskedFor(request, path);
    }

    /** For anything but a browser it is the API's. */
    private static boolean isFrontPage(HttpServerRequest request, String path) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return path.equals("/") && accepted != null && accepted.contains("text/html");
    }
}
