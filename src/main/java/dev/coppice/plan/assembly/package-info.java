/**
 * What all dialects share: from the groups and tasks that one of them found to the plan. It must not know a dialect.
 */
@NullMarked
package dev.coppice.plan.assembly;

import org.jspecify.annotations.NullMarked;
