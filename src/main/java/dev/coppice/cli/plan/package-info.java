/**
 * The commands that read a plan and run nothing: what is wrong with it, how it hangs together, how it is written in Coppice's own form.
 *
 * <p>Knows the plan and the terminal, and no service.
 */
@NullMarked
package dev.coppice.cli.plan;

import org.jspecify.annotations.NullMarked;
