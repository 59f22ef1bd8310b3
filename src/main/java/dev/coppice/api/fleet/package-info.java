/**
 * What there is to work with, and how busy it is: the services that work on the queue, their agents and worktrees, and what the queue holds.
 */
@NullMarked
package dev.coppice.api.fleet;

import org.jspecify.annotations.NullMarked;
