/**
 * What stands where in a plan's Markdown by CommonMark: the only package that knows flexmark. It must not know tasks and groups.
 */
@NullMarked
package dev.coppice.plan.outline;

import org.jspecify.annotations.NullMarked;
