/**
 * Hints that there is something to do: within this process at once, between processes by LISTEN and NOTIFY.
 *
 * <p>Nothing may depend on a hint. What it tells of is found by looking all the same, a little later.
 */
@NullMarked
package dev.coppice.wakeup;

import org.jspecify.annotations.NullMarked;
