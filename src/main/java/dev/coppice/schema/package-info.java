/**
 * Brings the database's schema up to this version of Coppice before anything else starts.
 *
 * <p>It must not know a table but Flyway's own, nor what the migrations do.
 */
@NullMarked
package dev.coppice.schema;

import org.jspecify.annotations.NullMarked;
