/** What a repository asks of those who work in it: its {@code .coppice.yaml}, as committed where an execution starts. */
@NullMarked
package dev.coppice.project;

import org.jspecify.annotations.NullMarked;
