package dev.coppice.webhook;

/** Why a webhook cannot be as it is wished: the field, as requests call it, and the reason. */
public record Objection(String field, String reason) {}
