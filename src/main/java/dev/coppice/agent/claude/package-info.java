/** The Claude CLI: how it is called, its events, and what its end means; judged by fields, never by prose. */
@NullMarked
package dev.coppice.agent.claude;

import org.jspecify.annotations.NullMarked;
