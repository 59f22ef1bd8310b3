/**
 * Reports of executions over HTTP, in the forms that CI systems and pull requests show.
 *
 * <p>What they say is the room {@code report}'s to decide.
 */
@NullMarked
package dev.coppice.api.report;

import org.jspecify.annotations.NullMarked;
