/**
 * The commands that talk to a service over HTTP: submit a plan, watch it, steer it, read what came of it.
 *
 * <p>They start neither Quarkus nor a database, and know of executions only what the API tells.
 */
@NullMarked
package dev.coppice.cli.client;

import org.jspecify.annotations.NullMarked;
