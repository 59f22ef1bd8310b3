/** Knows GitHub: github.com, and GitHub Enterprise Server at addresses of its users. */
@NullMarked
package dev.coppice.forge.github;

import org.jspecify.annotations.NullMarked;
