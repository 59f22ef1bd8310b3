/**
 * Tells Prometheus in numbers how Coppice is doing; docs/metrics.md says what each means.
 *
 * <p>Knows nothing of how work is done: it listens to the worker, reads what other rooms count, and labels with nothing that a plan or an
 * agent could make up.
 */
@NullMarked
package dev.coppice.ops.metrics;

import org.jspecify.annotations.NullMarked;
