/**
 * Whole plans in one JVM: the real queue, worker, git and processes, with a user or an accident in between, and what must be true in the end.
 *
 * <p>What needs a packaged application, another process or a door is tested elsewhere.
 */
@NullMarked
package dev.coppice.wholeplan;

import org.jspecify.annotations.NullMarked;
