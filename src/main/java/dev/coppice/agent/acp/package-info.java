/** Any agent that speaks the Agent Client Protocol: how it is started, what is said to it, and what its answers mean. */
@NullMarked
package dev.coppice.agent.acp;

import org.jspecify.annotations.NullMarked;
