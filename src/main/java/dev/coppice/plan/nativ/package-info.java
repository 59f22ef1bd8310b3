/**
 * The native dialect: batches of tasks.
 */
@NullMarked
package dev.coppice.plan.nativ;

import org.jspecify.annotations.NullMarked;
