/**
 * Shows people how an execution goes and what came of it, wherever that was read.
 *
 * <p>Knows neither the database nor the API that tells it.
 */
@NullMarked
package dev.coppice.cli.progress;

import org.jspecify.annotations.NullMarked;
