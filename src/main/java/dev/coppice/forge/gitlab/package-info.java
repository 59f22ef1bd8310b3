/** Knows GitLab, by its REST API of version 4. */
@NullMarked
package dev.coppice.forge.gitlab;

import org.jspecify.annotations.NullMarked;
