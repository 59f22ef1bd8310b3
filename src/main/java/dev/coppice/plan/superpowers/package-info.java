/** The dialect of superpowers: tasks in a row, with steps to check off. */
@NullMarked
package dev.coppice.plan.superpowers;

import org.jspecify.annotations.NullMarked;
