/** Speaks HTTP with one forge's API: the token goes there and nowhere else, answers are bounded in size and time, and nothing is followed. */
@NullMarked
package dev.coppice.forge.http;

import org.jspecify.annotations.NullMarked;
