package dev.coppice.api.openapi;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * The page that shows the document. Swagger UI's files are those of its extension, but not its page, whose script stands in it: here all
 * scripts are files, so that the page may forbid every other one.
 */
@ApplicationScoped
class DocumentPage {

    private static final int BEHIND_THE_LIMITS = 800;
    private static final String FOLDER = "/q/swagger-ui/";

    /** Pictures of the stylesheet are written in it. Calls go to this service only, with the token that was entered. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Answer PAGE = new Answer("text/html;charset=UTF-8", """
            <!DOCTYPE html>
            <html lang="en">
              <head>
                <meta charset="UTF-8">
                <title>Coppice API</title>
                <link rel="stylesheet" href="swagger-ui.css">
                <link rel="icon" href="favicon.ico">
              </head>
              <body>
                <div id="swagger-ui"></div>
                <script src="swagger-ui-bundle.js"></script>
                <script src="document.js"></script>
              </body>
            </html>
            """);

    /** Without a validator, which would be another site's. */
    private static final Answer SCRIPT = new Answer("text/javascript;charset=UTF-8", """
            SwaggerUIBundle({
              url: '../openapi?format=json',
              dom_id: '#swagger-ui',
              deepLinking: true,
              validatorUrl: null
            });
            """);

    private static final Map<String, Answer> ANSWERS =
            Map.of(FOLDER, PAGE, FOLDER + "index.html", PAGE, FOLDER + "document.js", SCRIPT);

    private record Answer(String type, String text) {}

    void register(@Observes Filters filters) {
        filters.register(DocumentPage::answer, BEHIND_THE_LIMITS);
    }

    private static void answer(RoutingContext context) {
        var answer = ANSWERS.get(context.normalizedPath());
        if (answer == null || !context.request().method().equals(HttpMethod.GET)) {
            context.next();
            return;
        }
        var _ = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.type())
                .putHeader("Content-Security-Policy", POLICY)
                .end(answer.text());
    }
}
