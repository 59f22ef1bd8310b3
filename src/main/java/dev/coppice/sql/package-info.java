/**
 * Runs written-out statements with named parameters: in the caller's transaction, as a transaction of their own, or on a connection that
 * no other work can hold up.
 *
 * <p>It must not know a table. That a statement does what it should is the business of who wrote it.
 */
@NullMarked
package dev.coppice.sql;

import org.jspecify.annotations.NullMarked;
