/** Lists executions: those that fit a filter, in an order, a page at a time, with their tallies of tasks. */
@NullMarked
package dev.coppice.queue.listing;

import org.jspecify.annotations.NullMarked;
