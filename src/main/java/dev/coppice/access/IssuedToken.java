package dev.coppice.access;

/** A new token, at the only moment at which its secret is known. */
public record IssuedToken(ApiToken token, Secret secret) {}
