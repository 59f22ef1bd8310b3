/**
 * The OpenAPI document: what the code of the routes says of itself, with the words that people need beside it.
 *
 * <p>It is made for tests, while they build the application, and committed; the committed one is served. Knows no route but by its path.
 */
@NullMarked
package dev.coppice.api.openapi;

import org.jspecify.annotations.NullMarked;
