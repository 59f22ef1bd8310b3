/**
 * Coppice over HTTP: reads a request, calls one room below, shapes the answer or the problem.
 *
 * <p>Decides who may ask for what, and nothing else; knows neither tables nor git commands.
 */
@NullMarked
package dev.coppice.api;

import org.jspecify.annotations.NullMarked;
