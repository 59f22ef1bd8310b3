/**
 * Heads of tasks and groups: their numbers, titles and marks, in headings, entries and rows. It must not know where a head may stand.
 */
@NullMarked
package dev.coppice.plan.head;

import org.jspecify.annotations.NullMarked;
