/** Knows the forges of the configuration by name, and finds the one that a remote leads to. */
@NullMarked
package dev.coppice.forge.roster;

import org.jspecify.annotations.NullMarked;
