package dev.coppice.event;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class TaskEventRows implements PanacheRepositoryBase<TaskEventRow, Long> {}
