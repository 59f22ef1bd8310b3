/**
 * The dashboard: pages and scripts that show in a browser what the API tells. It holds no data and asks for none: what the pages show they
 * fetch from the API themselves, with the rights of whoever looks at them.
 */
@NullMarked
package dev.coppice.web;

import org.jspecify.annotations.NullMarked;
