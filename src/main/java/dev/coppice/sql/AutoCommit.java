package dev.coppice.sql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.jdbc.ReturningWork;

/**
 * Runs each statement as a transaction of its own: one round trip and nothing around it. For what is asked often and is a single statement
 * anyway; within a transaction of its caller it is part of that.
 */
@ApplicationScoped
public class AutoCommit implements SqlRunner {

    private final DataSource pool;

    AutoCommit(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public <T> T run(ReturningWork<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.execute(connection);
        } catch (SQLException e) {
            throw new PersistenceException(e.getMessage(), e);
        }
    }
}
