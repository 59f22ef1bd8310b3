package dev.coppice.agent.acp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.agent.acp.Permissions.Choice;
import dev.coppice.agent.program.EventLine;
import org.junit.jupiter.api.Test;

/** What is chosen among the options of agents. */
class PermissionsTest {

    private static final JsonNode ALL = options(option("a", "allow_always") + "," + option("b", "allow_once") + ","
            + option("c", "reject_always") + "," + option("d", "reject_once"));

    @Test
    void onceGoesBeforeAlways() {
        assertThat(Permissions.ALLOW.among(ALL)).contains(new Choice("b", true));
        assertThat(Permissions.DENY.among(ALL)).contains(new Choice("d", false));
    }

    @Test
    void whatIsOfferedAloneIsTaken() {
        assertThat(Permissions.ALLOW.among(options(option("a", "allow_always"))))
                .contains(new Choice("a", true));
        assertThat(Permissions.ALLOW.among(options(option("c", "reject_always"))))
                .contains(new Choice("c", false));
        assertThat(Permissions.DENY.among(options(option("a", "allow_once")))).isEmpty();
    }

    @Test
    void anOptionWithoutEndIsNone() {
        assertThat(Permissions.ALLOW.among(
                        options(option("x".repeat(100_000), "allow_once") + "," + option("a", "allow_always"))))
                .contains(new Choice("a", true));
    }

    private static String option(String id, String kind) {
        return "{\"optionId\":\"" + id + "\",\"kind\":\"" + kind + "\"}";
    }

    private static JsonNode options(String options) {
        return EventLine.of("[" + options + "]").node();
    }
}
