/** The opencode CLI: how it is called, its events, and what its end means. */
@NullMarked
package dev.coppice.agent.opencode;

import org.jspecify.annotations.NullMarked;
