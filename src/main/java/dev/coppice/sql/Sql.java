package dev.coppice.sql;

import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;

/** Runs plain SQL on the connection of the current transaction. */
@ApplicationScoped
public class Sql implements SqlRunner {

    private final Session session;

    Sql(Session session) {
        this.session = session;
    }

    /** What Hibernate holds is written before, and forgotten after: the statement may have changed any of it. */
    @Override
    public <T> T run(ReturningWork<T> work) {
        session.flush();
        T answer = session.doReturningWork(work);
        session.clear();
        return answer;
    }
}
