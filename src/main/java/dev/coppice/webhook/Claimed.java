package dev.coppice.webhook;

import java.util.UUID;

/**
 * A message that this process alone may send for some time.
 *
 * @param token without it nothing can be written down about it any more
 * @param tries this one included
 */
record Claimed(long id, UUID token, String messageId, String body, int tries) {}
