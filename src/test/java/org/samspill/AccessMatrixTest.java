package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.samspill.AccessTable.Row;
import org.samspill.Intruders.Caller;
import org.samspill.journeys.JourneyLog;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the program, and what those get there who have no business with it: the table must name all there are. That the refusals
 * tell nothing of what exists is asked by {@link NoHintsTest}.
 */
@SamspillTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Attack(Attacks.F25)
class AccessMatrixTest {

    private final ApplicationContext program;
    private Intruders intruders;

    @Autowired
    AccessMatrixTest(ApplicationContext program) {
        this.program = program;
    }

    @BeforeAll
    void come() {
        intruders = new Intruders(program);
    }

    @AfterAll
    void go() {
        intruders.goAway();
    }

    @Test
    void theTableNamesEveryAddressThereIs() {
        var known = new TreeSet<String>();
        AccessTable.rows().forEach(row -> known.add(row.method() + " " + AccessTable.shape(row.path())));
        var there = new TreeSet<String>();
        program.getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> info.getPatternValues()
                        .forEach(pattern -> {
                            Set<RequestMethod> methods =
                                    info.getMethodsCondition().getMethods();
                            methods.forEach(method -> there.add(method + " " + AccessTable.shape(pattern)));
                            if (methods.isEmpty()) {
                                there.add("ANY " + AccessTable.shape(pattern));
                            }
                        })));
        // The address of error pages takes every method and is asked by the server itself.
        assertThat(there.remove("ANY /error")).isTrue();
        assertThat(known).containsExactlyInAnyOrderElementsOf(there);
    }

    @TestFactory
    Stream<DynamicTest> whoHasNoBusinessThereGetsNothing() {
        return AccessTable.rows()
                .map(row -> DynamicTest.dynamicTest(row.method() + " " + row.path(), () -> {
                    WorkItem before = service();
                    int told = program.getBean(JourneyLog.class)
                            .of(intruders.journey())
                            .size();
                    for (int i = 0; i < row.expected().size(); i++) {
                        if (!row.expected().get(i).equals("-")) {
                            asked(
                                    row,
                                    intruders.callers().get(i),
                                    row.expected().get(i));
                        }
                    }
                    assertThat(service()).isEqualTo(before);
                    assertThat(program.getBean(JourneyLog.class).of(intruders.journey()))
                            .hasSize(told);
                }));
    }

    private WorkItem service() {
        return program.getBean(WorkItems.class).ofJourney(intruders.journey()).get(0);
    }

    private void asked(Row row, Caller caller, String expected) {
        Http.Answer real = intruders.ask(row, caller, intruders.foreign());
        assertThat(said(real)).as("%s: %s", caller.name(), real.body()).isEqualTo(expected);
    }

    /** The status, or {@code in} for the way to the sign-in page. */
    static String said(Http.Answer answer) {
        return answer.location().filter("/sign-in"::equals).isPresent() ? "in" : String.valueOf(answer.status());
    }
}
