package dev.coppice.agent.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.agent.program.EventLine;
import java.util.List;
import java.util.Optional;

/** What an agent is answered when it asks whether it may use a tool. Nobody is there to be asked; what holds it is the wall around it. */
public enum Permissions {

    /** It may, this once if it leaves the choice: what is allowed for ever may need a trust that the folder does not have. */
    ALLOW,

    /** It may not. */
    DENY;

    private static final List<String> ALLOWANCES = List.of("allow_once", "allow_always");
    private static final List<String> REJECTIONS = List.of("reject_once", "reject_always");

    /**
     * An answer of the agent's own choosing.
     *
     * @param option the agent's name of it
     */
    record Choice(String option, boolean isAllowed) {}

    /** Of these options; empty if there is neither one to allow nor one to reject. */
    Optional<Choice> among(JsonNode options) {
        return option(options, wanted())
                .map(option -> new Choice(option, true))
                .or(() -> option(options, REJECTIONS).map(option -> new Choice(option, false)));
    }

    private List<String> wanted() {
        return switch (this) {
            case ALLOW -> ALLOWANCES;
            case DENY -> List.of();
        };
    }

    private static Optional<String> option(JsonNode options, List<String> kinds) {
        return kinds.stream()
                .flatMap(kind -> options.valueStream()
                        .map(EventLine::new)
                        .filter(option -> option.text("kind").equals(kind)))
                .map(option -> option.text("optionId"))
                .filter(id -> id.length() <= AcpMessage.LONGEST_ID)
                .findFirst();
    }
}
