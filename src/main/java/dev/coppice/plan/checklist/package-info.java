/** Plans that are lists to check off, as three dialects write them. It must not know which of them reads a list. */
@NullMarked
package dev.coppice.plan.checklist;

import org.jspecify.annotations.NullMarked;
