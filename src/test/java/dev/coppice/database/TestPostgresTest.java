package dev.coppice.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void twoFreshDatabasesShareNothing() {
        var first = TestPostgres.freshDatabase();
        var second = TestPostgres.freshDatabase();

        TestPostgres.execute(first, "create table only_here ()");

        TestPostgres.execute(second, "create table only_here ()");
        assertThat(second.url()).isNotEqualTo(first.url());
    }
}
