/**
 * Writes down what came of an execution in the forms that programs, CI systems and pull requests take: JSON, JUnit's XML and Markdown.
 *
 * <p>Work that did not happen is never written as a success, and what a plan, an agent or a check said stays text. Decides nothing and
 * knows neither HTTP nor the command line.
 */
@NullMarked
package dev.coppice.report;

import org.jspecify.annotations.NullMarked;
