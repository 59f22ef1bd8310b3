/** The dialect of task-master: tasks in JSON. */
@NullMarked
package dev.coppice.plan.taskmaster;

import org.jspecify.annotations.NullMarked;
