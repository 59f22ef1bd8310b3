/**
 * What is said of a plan: every kind of diagnostic, and where each one found is kept. It must not know who finds it.
 */
@NullMarked
package dev.coppice.plan.finding;

import org.jspecify.annotations.NullMarked;
