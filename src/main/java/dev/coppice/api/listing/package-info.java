/**
 * The list of executions over HTTP: reads what callers want to see of it, and where their next page begins.
 *
 * <p>Which executions those are is the queue's to find.
 */
@NullMarked
package dev.coppice.api.listing;

import org.jspecify.annotations.NullMarked;
