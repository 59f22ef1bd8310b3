/**
 * Which task waits for which. It must not know how a plan writes that down, fields of dependencies aside.
 */
@NullMarked
package dev.coppice.plan.order;

import org.jspecify.annotations.NullMarked;
