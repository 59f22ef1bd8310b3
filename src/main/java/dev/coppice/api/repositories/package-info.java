/**
 * Repositories over HTTP: which a caller may name, and how they stand.
 *
 * <p>What they are is the room {@code repository}'s to know.
 */
@NullMarked
package dev.coppice.api.repositories;

import org.jspecify.annotations.NullMarked;
