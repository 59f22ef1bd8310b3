/**
 * The repositories that the operator has named, what is asked of work in them, and the clones of those that lie elsewhere.
 *
 * <p>Knows nothing of executions, and nothing of who may use which.
 */
@NullMarked
package dev.coppice.repository;

import org.jspecify.annotations.NullMarked;
