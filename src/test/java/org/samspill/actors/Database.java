package org.samspill.actors;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A fresh database with every table, without the rest of the program. */
record Database(JdbcClient jdbc, DataSourceTransactionManager transactions) {

    static Database fresh() {
        var source = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(source).load().migrate();
        return new Database(JdbcClient.create(source), new DataSourceTransactionManager(source));
    }

    Organisations organisations() {
        return new Organisations(jdbc);
    }

    People people() {
        return new People(jdbc, organisations(), transactions);
    }
}
