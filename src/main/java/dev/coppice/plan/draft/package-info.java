/**
 * Tasks and groups while a plan is being read. It must not know how a dialect finds them.
 */
@NullMarked
package dev.coppice.plan.draft;

import org.jspecify.annotations.NullMarked;
