package org.samspill;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Remembers the database of every program that a test has started, so that the last test can search them all. Registered in spring.factories. */
public class UsedDatabases extends AbstractTestExecutionListener {

    private static final Set<DataSource> ALL = ConcurrentHashMap.newKeySet();

    static Set<DataSource> all() {
        return Set.copyOf(ALL);
    }

    @Override
    public void afterTestClass(TestContext test) {
        if (test.hasApplicationContext()) {
            test.getApplicationContext()
                    .getBeansOfType(DataSource.class)
                    .values()
                    .forEach(ALL::add);
        }
    }
}
