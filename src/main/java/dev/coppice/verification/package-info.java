/**
 * Runs a task's checks and tells whether they pass, with the evidence.
 *
 * <p>Knows nothing of who did the work or what becomes of it.
 */
@NullMarked
package dev.coppice.verification;

import org.jspecify.annotations.NullMarked;
