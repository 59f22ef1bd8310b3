package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.landing.Landings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SchemaTest {

    @Inject
    TestQueue queue;

    @Inject
    Landings landings;

    @Inject
    EntityManager entities;

    @Test
    @Transactional
    void everyEntityReadsItsTable() {
        var running = queue.submit(PlanDraft.of(PlanDraft.task("1.1"), PlanDraft.task("1.2", "1.1")));
        landings.intend(queue.claimOne(running), TestQueue.BASE, TestQueue.commit('1'));

        assertThatCode(() -> entities.getMetamodel()
                        .getEntities()
                        .forEach(entity -> entities.createQuery("from " + entity.getName(), entity.getJavaType())
                                .setMaxResults(10)
                                .getResultList()))
                .doesNotThrowAnyException();
    }
}
