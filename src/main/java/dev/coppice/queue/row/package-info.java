/** How rows are read, and the lock on an execution's row that whoever changes the execution takes first. */
@NullMarked
package dev.coppice.queue.row;

import org.jspecify.annotations.NullMarked;
