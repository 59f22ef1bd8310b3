package dev.coppice.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.queue.BudgetChange;
import dev.coppice.queue.Budgets;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The fields of a request's JSON object. What has the wrong type, or a name nobody knows, ends the request with its name. */
public final class JsonFields {

    /** The fields of {@link #budgets}. */
    static final Set<String> BUDGETS =
            Set.of("budget_usd", "batch_budget_usd", "task_budget_usd", "attempt_budget_usd", "budget_hard_stop");

    /** The field of {@link #comment}. */
    public static final String COMMENT = "comment";

    private static final int LONGEST_COMMENT = 4000;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The field that holds a plan. */
    static final String PLAN = "plan_text";

    /** How an address writes what is no text. */
    private static final Pattern PLAIN = Pattern.compile("true|false|-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,12})?");

    private final ObjectNode object;
    private final boolean isOfAddress;

    private JsonFields(ObjectNode object, boolean isOfAddress) {
        this.object = object;
        this.isOfAddress = isOfAddress;
    }

    /** Reads a body; an empty one is an object without fields. */
    public static JsonFields of(String body, Set<String> known) {
        return new JsonFields(body.isBlank() ? JSON.createObjectNode() : object(body), false).allOf(known);
    }

    /** Reads what comes after an address's question mark: a list is a name that is there several times. */
    static JsonFields ofAddress(Map<String, List<String>> parameters, Set<String> known) {
        var object = JSON.createObjectNode();
        parameters.forEach((name, values) -> {
            if (values.size() == 1) {
                object.put(name, values.getFirst());
            } else {
                values.forEach(object.withArrayProperty(name)::add);
            }
        });
        return new JsonFields(object, true).allOf(known);
    }

    /** The same with a plan, which no other field may bring as well. */
    JsonFields withPlan(String text) {
        for (var name : List.of(PLAN, "plan_path")) {
            if (object.has(name)) {
                throw Problem.about(name, "the body is the plan already").asException();
            }
        }
        return new JsonFields(object.deepCopy().put(PLAN, text), isOfAddress);
    }

    private JsonFields allOf(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.about(
                                name, "there is no field " + name + "; known are " + String.join(", ", sorted(known)))
                        .asException();
            }
        });
        return this;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static ObjectNode object(String body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw Problem.of(400, "bad_json", "the body must be a JSON object").asException();
        } catch (JsonProcessingException e) {
            var place = Optional.ofNullable(e.getLocation())
                    .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("");
            throw Problem.of(400, "bad_json", "the body is no JSON" + place + ": " + e.getOriginalMessage())
                    .asException();
        }
    }

    public Optional<String> text(String name) {
        return node(name)
                .map(node -> expect(isStorable(node), node, name, "a text of whole characters without NUL")
                        .textValue());
    }

    /** What a person says with a decision, for people and agents; nothing but white space is nothing. */
    public Optional<String> comment() {
        var comment = text(COMMENT).map(String::strip).filter(text -> !text.isEmpty());
        comment.filter(text -> text.codePointCount(0, text.length()) > LONGEST_COMMENT)
                .ifPresent(_ -> {
                    throw Problem.about(COMMENT, "comment has at most " + LONGEST_COMMENT + " characters")
                            .asException();
                });
        return comment;
    }

    /** PostgreSQL stores no NUL and no half of a character, and no command line or path of a file holds one. */
    private static boolean isStorable(JsonNode node) {
        return node.isTextual()
                && node.textValue().indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue());
    }

    public Optional<Boolean> flag(String name) {
        return node(name)
                .map(this::plain)
                .map(node ->
                        expect(node.isBoolean(), node, name, "true or false").booleanValue());
    }

    /** An object of its own, or true for one without fields; false is as none. */
    Optional<JsonFields> part(String name, Set<String> names) {
        return node(name)
                .map(this::plain)
                .map(node -> expect(node.isObject() || node.isBoolean(), node, name, "true, false or an object"))
                .filter(node -> node.isObject() || node.booleanValue())
                .map(node -> new JsonFields(
                                node instanceof ObjectNode fields ? fields : JSON.createObjectNode(), isOfAddress)
                        .allOf(names));
    }

    /** A word; true and false are words too. */
    Optional<String> textOrFlag(String name) {
        return node(name)
                .map(node -> expect(node.isBoolean() || isStorable(node), node, name, "true, false or a text")
                        .asText());
    }

    public Optional<Integer> number(String name, int least, int most) {
        return node(name).map(this::plain).map(node -> {
            var number = expect(node.isIntegralNumber(), node, name, "a whole number");
            boolean fits = number.canConvertToInt() && number.intValue() >= least && number.intValue() <= most;
            if (!fits) {
                throw Problem.about(name, name + " must be between " + least + " and " + most)
                        .asException();
            }
            return number.intValue();
        });
    }

    public Optional<List<Integer>> numbers(String name, int least, int most) {
        return node(name).map(node -> {
            boolean areNumbers = node instanceof ArrayNode array
                    && StreamSupport.stream(array.spliterator(), false)
                            .allMatch(number -> number.isIntegralNumber()
                                    && number.canConvertToInt()
                                    && number.intValue() >= least
                                    && number.intValue() <= most);
            expect(areNumbers, node, name, "a list of whole numbers between " + least + " and " + most);
            return StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::intValue)
                    .toList();
        });
    }

    /** In US dollars. */
    private Optional<BigDecimal> budget(String name) {
        return node(name)
                .map(this::plain)
                .map(node -> expect(isBudget(node), node, name, Budgets.BUDGET).decimalValue());
    }

    /** What is too large for a double is read as infinite, and that is no decimal. */
    private static boolean isBudget(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue()) && Budgets.isBudget(node.decimalValue());
    }

    /** What an execution and its parts may spend, by the names in {@link #BUDGETS}. */
    BudgetChange budgets() {
        return new BudgetChange(
                budget("budget_usd"),
                budget("batch_budget_usd"),
                budget("task_budget_usd"),
                budget("attempt_budget_usd"),
                flag("budget_hard_stop"));
    }

    public Optional<List<String>> texts(String name) {
        return node(name).map(this::list).map(node -> {
            boolean areTexts = node instanceof ArrayNode array
                    && StreamSupport.stream(array.spliterator(), false).allMatch(JsonFields::isStorable);
            expect(areTexts, node, name, "a list of texts of whole characters without NUL");
            return StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
        });
    }

    /** In an address everything is text. */
    private JsonNode plain(JsonNode node) {
        boolean isPlain = isOfAddress && PLAIN.matcher(node.asText()).matches();
        return isPlain ? object("{\"it\":" + node.asText() + "}").path("it") : node;
    }

    private JsonNode list(JsonNode node) {
        return isOfAddress && node.isTextual() ? JSON.createArrayNode().add(node) : node;
    }

    /** Absent and null are the same. */
    private Optional<JsonNode> node(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    private static JsonNode expect(boolean holds, JsonNode node, String name, String what) {
        if (!holds) {
            throw Problem.about(name, name + " must be " + what).asException();
        }
        return node;
    }
}
