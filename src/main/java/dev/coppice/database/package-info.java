/**
 * Owns the data folder and runs a real PostgreSQL in it when no other one is configured.
 *
 * <p>Knows nothing of tasks, tables or Quarkus: it hands out a folder and an address, and what is stored there is not its business.
 */
@NullMarked
package dev.coppice.database;

import org.jspecify.annotations.NullMarked;
