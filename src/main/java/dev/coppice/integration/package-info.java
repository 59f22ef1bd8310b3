/**
 * Puts verified work on the result: merges trees, moves the result and a task's fence in one ref transaction, publishes a branch.
 *
 * <p>Git only. Knows no queue and no database: who may land, and what to record of it, is decided above.
 */
@NullMarked
package dev.coppice.integration;

import org.jspecify.annotations.NullMarked;
