/** Knows the agents by name: which there are, which are here, and how each is made. */
@NullMarked
package dev.coppice.agent.roster;

import org.jspecify.annotations.NullMarked;
