/**
 * Names the spans of executions so that every process finds the same names, and hands finished ones to a collector.
 *
 * <p>Knows nothing of what attempts do: it is told of spans when they are over.
 */
@NullMarked
package dev.coppice.trace;

import org.jspecify.annotations.NullMarked;
