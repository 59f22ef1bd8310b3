package dev.coppice.cli;

/**
 * What one {@code coppice serve} was asked for; handed to the application inside Quarkus as its only argument.
 *
 * @param workers 0 if no number was given
 */
record ServeRequest(int workers, String operatorToken) {}
