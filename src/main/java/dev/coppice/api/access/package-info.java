/**
 * What stands before the routes: whether a request comes from where it may, who calls, and whether that one has the right which the route
 * needs. Also the routes about tokens and about what everybody did.
 *
 * <p>It decides nothing about executions; which repositories a caller has, the rooms that look them up have to ask.
 */
@NullMarked
package dev.coppice.api.access;

import org.jspecify.annotations.NullMarked;
