package dev.coppice.web;

import io.vertx.core.buffer.Buffer;

/**
 * A file of the dashboard.
 *
 * @param type its media type
 * @param tag a quoted name of its content, by which a browser asks whether it has changed
 */
record Asset(Buffer content, String type, String tag) {}
