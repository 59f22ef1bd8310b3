package dev.coppice.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.issuer.Issuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Supplier;

/** Does the issuer of tokens, if there is one, say where its keys are? */
record IssuerExamination(Supplier<Issuer> configured) implements Examination {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    @Override
    public String name() {
        return "issuer";
    }

    @Override
    public List<Finding> look() throws IOException {
        var issuer = configured.get();
        var objection = issuer.objection();
        if (objection.isPresent()) {
            return List.of(Finding.error(name(), objection.get(), "docs/configuration.md has its settings"));
        }
        var address = issuer.name();
        return List.of(
                address.isEmpty()
                        ? Finding.ok(name(), "none; Coppice's own tokens only")
                        : asked(issuer, address.get()));
    }

    private Finding asked(Issuer issuer, String address) throws IOException {
        try (var http =
                HttpClient.newBuilder().connectTimeout(issuer.patience()).build()) {
            var request = HttpRequest.newBuilder(URI.create(address.replaceAll("/$", "") + DISCOVERY))
                    .timeout(issuer.patience())
                    .build();
            return judged(address, http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            return silent(address, String.valueOf(e.getMessage()));
        }
    }

    private Finding judged(String address, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            return silent(address, DISCOVERY + " answers " + answer.statusCode());
        }
        JsonNode told = new ObjectMapper().readTree(answer.body());
        if (!told.path("issuer").asText().equals(address)) {
            return Finding.error(
                    name(),
                    address + " calls itself '" + told.path("issuer").asText() + "'",
                    "set coppice.access.oidc.issuer to what its tokens say in iss");
        }
        return told.path("jwks_uri").asText().isEmpty()
                ? Finding.error(name(), address + " does not say where its keys are", "")
                : Finding.ok(name(), address + " answers");
    }

    private Finding silent(String address, String why) {
        return Finding.warning(
                name(),
                address + ": " + why,
                "its tokens are answered with 503 until it can be reached; others are not concerned");
    }
}
