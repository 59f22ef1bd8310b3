/**
 * The service itself over HTTP: its queue, its worktrees, its version.
 *
 * <p>Only tells how things are; whoever wants them otherwise asks elsewhere.
 */
@NullMarked
package dev.coppice.api.service;

import org.jspecify.annotations.NullMarked;
