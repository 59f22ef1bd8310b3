/** The codex CLI: how it is called, its events, and what its end means. */
@NullMarked
package dev.coppice.agent.codex;

import org.jspecify.annotations.NullMarked;
