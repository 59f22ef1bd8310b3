/**
 * The OpenAPI document: what the code of the routes says of itself, with the words that people need beside it.
 *
 * <p>Works while the application is built, and knows no route but by its path.
 */
@NullMarked
package dev.coppice.api.openapi;

import org.jspecify.annotations.NullMarked;
