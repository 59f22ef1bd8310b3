package dev.coppice.idempotency;

/**
 * What is asked under a key.
 *
 * @param principal a hash of who asks; empty: nobody in particular
 * @param bodyHash of the body, byte by byte
 */
public record Request(String principal, String key, String route, String bodyHash) {}
