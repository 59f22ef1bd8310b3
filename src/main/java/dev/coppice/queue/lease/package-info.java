/** Keeps the leases of attempts: renews them, ends those that have expired, and tells what their processes have left behind. */
@NullMarked
package dev.coppice.queue.lease;

import org.jspecify.annotations.NullMarked;
