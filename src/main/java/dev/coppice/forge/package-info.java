/**
 * Pull requests at GitHub and GitLab, which GitLab calls merge requests: to open one, to see how it stands, to merge it.
 *
 * <p>{@code forge.github} and {@code forge.gitlab} know one kind each, {@code forge.http} speaks with one host and no other, and
 * {@code forge.roster} knows those that are configured. Must not know executions, plans or the database.
 */
@NullMarked
package dev.coppice.forge;

import org.jspecify.annotations.NullMarked;
