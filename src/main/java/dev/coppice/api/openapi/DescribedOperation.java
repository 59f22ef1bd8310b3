package dev.coppice.api.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** An operation as it was made of the code, and as it is written; what is written goes first. */
record DescribedOperation(Operation made, Operation written) {

    private static final String SUCCESS = "2";

    /** What an answer is after which another protocol is spoken. */
    private static final String SWITCHED = "101";

    void complete(Map<String, Parameter> shared) {
        made.setTags(written.getTags());
        made.setOperationId(written.getOperationId());
        made.setSummary(written.getSummary());
        made.setDescription(written.getDescription());
        made.setRequestBody(written.getRequestBody());
        if (written.getSecurity() != null) {
            made.setSecurity(written.getSecurity());
        }
        made.setParameters(parameters(shared));
        completeResponses();
    }

    /** In the order of the code, then what only words know of. One that many operations have is told once. */
    private @Nullable List<Parameter> parameters(Map<String, Parameter> shared) {
        var words = new ArrayList<>(list(written.getParameters()));
        var all = new ArrayList<Parameter>();
        for (var parameter : list(made.getParameters())) {
            var own = words.stream().filter(word -> isSame(word, parameter)).findFirst();
            own.ifPresent(words::remove);
            all.add(own.map(word -> completed(parameter, word)).orElseGet(() -> told(parameter, shared)));
        }
        all.addAll(words);
        return all.isEmpty() ? null : all;
    }

    private static <T> List<T> list(@Nullable List<T> nullable) {
        return nullable == null ? List.of() : nullable;
    }

    private static boolean isSame(Parameter one, Parameter other) {
        return one.getRef() == null && one.getName().equals(other.getName()) && one.getIn() == other.getIn();
    }

    private static Parameter completed(Parameter made, Parameter written) {
        made.setDescription(written.getDescription());
        made.setExample(written.getExample());
        Optional.ofNullable(written.getSchema()).ifPresent(made::setSchema);
        return made;
    }

    private static Parameter told(Parameter parameter, Map<String, Parameter> shared) {
        return shared.containsKey(parameter.getName())
                ? OASFactory.createParameter().ref("#/components/parameters/" + parameter.getName())
                : parameter;
    }

    /** The code does not know which success an answer is that it builds itself. */
    private void completeResponses() {
        var responses = made.getResponses();
        var words = written.getResponses().getAPIResponses();
        if (words.keySet().stream().anyMatch(code -> code.startsWith(SUCCESS) || code.equals(SWITCHED))) {
            List.copyOf(responses.getAPIResponses().keySet()).stream()
                    .filter(code -> code.startsWith(SUCCESS) && !words.containsKey(code))
                    .forEach(responses::removeAPIResponse);
        }
        words.forEach((code, word) -> {
            var known = responses.getAPIResponse(code);
            responses.addAPIResponse(code, known == null || word.getRef() != null ? word : completed(known, word));
        });
    }

    /** A form of the answer whose words have no schema is the code's, with an example. */
    private static APIResponse completed(APIResponse made, APIResponse written) {
        made.setDescription(written.getDescription());
        made.setHeaders(written.getHeaders());
        if (written.getContent() == null) {
            return made;
        }
        var content = OASFactory.createContent();
        written.getContent().getMediaTypes().forEach((type, words) -> {
            var known = made.getContent() == null ? null : made.getContent().getMediaType(type);
            content.addMediaType(
                    type, words.getSchema() == null && known != null ? known.example(words.getExample()) : words);
        });
        made.setContent(content);
        return made;
    }
}
