/** The dialect of spec-kit: phases of checkboxes numbered T001. */
@NullMarked
package dev.coppice.plan.speckit;

import org.jspecify.annotations.NullMarked;
