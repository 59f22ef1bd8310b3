package dev.coppice.isolation.dagger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.process.Command;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** One command's way into an engine and back. */
record Trip(Recipe recipe, Base base, Path stage, Output output, Output error) {

    /** For folders to be read and written, beyond the command's own time. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final int MOST_OF_A_REASON = 500;

    /** Runs the command; {@code begun} is told when its own time begins. */
    ProcessResult make(Errand errand, Runnable begun) throws InterruptedException {
        var program = command().arguments().getFirst();
        try {
            var steps = baseSteps(errand);
            var ids = ids(errand, steps);
            begun.run();
            long start = System.nanoTime();
            var answer = errand.answer(
                    recipe.run(steps, ids, stage), command().timeLimit().plus(MARGIN));
            return ended(innermost(answer), Duration.ofNanos(System.nanoTime() - start));
        } catch (Errand.Unanswered e) {
            return new ProcessResult.NotStarted("cannot run " + program + " by dagger: " + e.reason());
        } catch (IOException e) {
            return new ProcessResult.NotStarted("cannot bring back what " + program + " did: " + e);
        }
    }

    private Command command() {
        return recipe.command();
    }

    private List<Field> baseSteps(Errand errand) throws InterruptedException, Errand.Unanswered {
        var container = Field.of("container");
        return switch (base) {
            case Base.Named(var name) -> List.of(container, Field.of("from").with("address", name));
            case Base.Archive(var file) -> {
                var question = Query.of(Field.of("host")
                        .asking(Field.of("file").with("path", file.toString()).asking(Field.of("id"))));
                var id = errand.answer(question, Base.LIMIT).at("/host/file/id").asText();
                yield List.of(container, Field.of("import").with("source", id));
            }
            case Base.Built(var folder, var file) ->
                List.of(
                        Field.of("host"),
                        errand.session().dialect().folder(folder.toString(), List.of()),
                        Field.of("dockerBuild").with("dockerfile", file));
            case Base.ToBuild(var from) -> throw new IllegalStateException("not on the disk: " + from.file());
            case Base.Lacking(var reason) -> throw new Errand.Unanswered(reason);
        };
    }

    private Recipe.Ids ids(Errand errand, List<Field> steps) throws InterruptedException, Errand.Unanswered {
        // The image's own user is to own what it is given.
        var user = innermost(errand.answer(Query.of(Field.chain(steps, List.of(Field.of("user")))), Base.LIMIT));
        var found = errand.answer(recipe.folders(errand.session().dialect()), Base.LIMIT);
        var folders = new ArrayList<String>();
        for (int i = 0; i < recipe.places().size(); i++) {
            folders.add(found.path("host").path("d" + i).path("id").asText());
        }
        var secrets = new HashMap<String, String>();
        for (var made : recipe.secretsMade().entrySet()) {
            var id = errand.answer(made.getValue(), Base.LIMIT)
                    .at("/setSecret/id")
                    .asText();
            secrets.put(made.getKey(), id);
        }
        return new Recipe.Ids(
                folders,
                found.at("/empty/id").asText(),
                secrets,
                user.path("user").asText(""));
    }

    /** The end of a chain: from the answer to the last of its steps. */
    private static JsonNode innermost(JsonNode answer) {
        var node = answer;
        while (node.size() == 1 && node.elements().next().isObject()) {
            node = node.elements().next();
        }
        return node;
    }

    private ProcessResult ended(JsonNode run, Duration ran) throws IOException {
        int own = run.path("exitCode").asInt(-1);
        var exits = new ArrayList<Integer>();
        for (var entry : run.at("/report/entries")) {
            var name = entry.asText();
            if (name.matches(Recipe.EXIT + "[0-9]{1,3}")) {
                exits.add(Integer.parseInt(name.substring(Recipe.EXIT.length())));
            }
        }
        if (own != 0 || exits.size() != 1) {
            return new ProcessResult.NotStarted(whyNot(run, own));
        }
        print(run.path("stdout").asText(""), output);
        print(run.path("stderr").asText(""), error);
        for (int i = 0; i < recipe.places().size(); i++) {
            var place = recipe.places().get(i);
            Mirror.bringBack(stage.resolve("d" + i), place.folder(), place.leftOut());
        }
        return new ProcessResult.Exited(exits.getFirst(), ran);
    }

    private String whyNot(JsonNode run, int code) {
        var program = command().arguments().getFirst();
        if (code == 127) {
            return "cannot start " + program + ": the image has no such program";
        }
        var said = run.path("stderr").asText("").strip();
        return "cannot tell how " + program + " ended: its shell ended with " + code
                + (said.isEmpty() ? "" : "; " + said.substring(0, Math.min(said.length(), MOST_OF_A_REASON)));
    }

    private static void print(String text, Output output) throws IOException {
        if (!text.isEmpty()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            output.write(bytes, bytes.length);
        }
    }

    /** Makes the folders that the engine's client writes to. */
    void prepare() throws IOException {
        for (int i = 0; i < recipe.places().size(); i++) {
            Files.createDirectories(stage.resolve("d" + i));
        }
    }
}
