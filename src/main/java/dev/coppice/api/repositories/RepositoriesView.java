package dev.coppice.api.repositories;

import java.util.List;

/** Those that the caller may name: those with names first. */
public record RepositoriesView(List<RepositoryView> repositories) {}
