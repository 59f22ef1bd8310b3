package dev.coppice.queue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ExecutionRows implements PanacheRepositoryBase<ExecutionRow, String> {}
