/** The dialect of OpenSpec: every checkbox below a heading is a task. */
@NullMarked
package dev.coppice.plan.openspec;

import org.jspecify.annotations.NullMarked;
