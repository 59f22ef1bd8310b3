package dev.coppice.webhook;

import dev.coppice.event.Position;
import java.util.Optional;

/**
 * What is to be told, as it will be sent.
 *
 * @param event its place in the log; empty if it is only a test
 * @param execution its id; empty if it is about none
 */
record Message(Optional<Position> event, Optional<String> execution, String type, String body) {}
