package org.samspill;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database with the program's tables and nothing else in it: H2 in memory, or PostgreSQL with {@code -Dsamspill.database=postgres}. */
public final class TestDatabase {

    private TestDatabase() {}

    public static DataSource fresh() {
        return "postgres".equals(System.getProperty("samspill.database"))
                ? postgres()
                : migrated(
                        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE", "sa");
    }

    public static DataSource postgres() {
        return migrated(PostgresServer.emptyDatabase(), "postgres");
    }

    private static DataSource migrated(String address, String user) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(address);
        settings.setUsername(user);
        settings.setMaximumPoolSize(12);
        settings.setMinimumIdle(0);
        if (address.startsWith("jdbc:postgresql:")) {
            // As in the profile `postgres`.
            settings.addDataSourceProperty("reWriteBatchedInserts", "true");
        }
        DataSource source = new HikariDataSource(settings);
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }
}
