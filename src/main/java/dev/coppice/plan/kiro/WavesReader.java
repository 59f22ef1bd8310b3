package dev.coppice.plan.kiro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.outline.Fence;
import dev.coppice.plan.outline.Outline;
import java.util.ArrayList;
import java.util.List;

/** Finds the block of JSON that says in which waves the tasks run; waves are lists, or objects with a name and dependencies. */
final class WavesReader {

    private static final int MOST = 5_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private WavesReader() {}

    static List<Wave> read(Outline outline, Findings findings) {
        for (Fence fence : outline.fences()) {
            if (fence.language().equals("json") && fence.content().contains("\"waves\"")) {
                return read(fence, findings);
            }
        }
        return List.of();
    }

    private static List<Wave> read(Fence fence, Findings findings) {
        List<Wave> waves = new ArrayList<>();
        try {
            JsonNode list = MAPPER.readTree(fence.content()).path("waves");
            for (JsonNode wave : list) {
                waves.add(wave(wave, waves.size(), fence.line()));
            }
            if (waves.size() > MOST
                    || waves.stream().mapToInt(wave -> wave.tasks().size()).sum() > MOST) {
                findings.add(Rule.UNREADABLE_WAVES, fence.line(), "more than " + MOST + " numbers in waves");
                return List.of();
            }
            if (!list.isArray() || waves.stream().allMatch(wave -> wave.tasks().isEmpty())) {
                findings.add(
                        Rule.UNREADABLE_WAVES,
                        fence.line(),
                        "waves without tasks: write {\"waves\": [[\"1.1\"], [\"1.2\"]]}");
                return List.of();
            }
        } catch (JsonProcessingException e) {
            int line = fence.line()
                    + Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
            findings.add(
                    Rule.UNREADABLE_WAVES,
                    Math.min(line, fence.lastLine()),
                    "these waves are no JSON: " + e.getOriginalMessage());
            return List.of();
        }
        return waves;
    }

    private static Wave wave(JsonNode wave, int position, int line) {
        if (wave.isArray()) {
            return new Wave(String.valueOf(position), texts(wave), List.of(), false, line);
        }
        JsonNode name = wave.has("id") ? wave.path("id") : wave.path("wave");
        JsonNode before = wave.has("depends_on") ? wave.path("depends_on") : wave.path("dependsOn");
        return new Wave(
                name.isMissingNode() ? String.valueOf(position) : name.asText(),
                texts(wave.path("tasks")),
                before.isArray()
                        ? texts(before)
                        : before.isValueNode() && !before.isNull() ? List.of(before.asText()) : List.of(),
                !before.isMissingNode(),
                line);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text ->
                texts.add(text.isValueNode() ? text.asText() : text.path("id").asText()));
        return texts;
    }
}
