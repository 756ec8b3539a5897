package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samspill.actors.OrganisationNumber;
import org.samspill.work.Fetching.Wanted;
import org.springframework.context.ApplicationContext;

/** What machines and operators read of the work of {@link ManyItems}. */
final class QueueReads {

    private final MachineQueue queue;
    private final Queues queues;
    private final WorkOperations operations;

    QueueReads(ApplicationContext program) {
        queue = program.getBean(MachineQueue.class);
        queues = program.getBean(Queues.class);
        operations = program.getBean(WorkOperations.class);
    }

    /** A machine of the largest organisation, which wants work of five services, or takes ten pieces of one. */
    Map<String, IntConsumer> polls() {
        OrganisationNumber largest = ManyItems.caseworker(0).organisation().number();
        Set<String> services =
                IntStream.range(0, 5).mapToObj(QueueReads::service).collect(Collectors.toSet());
        Map<String, IntConsumer> polls = new LinkedHashMap<>();
        polls.put("a poll of five services", call -> assertThat(queue.available(Map.of(largest, services), Set.of()))
                .isEqualTo(Map.of(largest, services)));
        polls.put("a machine takes ten", call -> assertThat(queue.fetchable(
                        largest,
                        List.of(new Wanted(service(call % 10), Duration.ofMinutes(1))),
                        Set.of(),
                        10,
                        Fetching.Order.URGENCY))
                .isNotEmpty());
        return polls;
    }

    private static String service(int which) {
        return "many.service-" + which;
    }

    /** Passes over all open work, which are made seldom. */
    Map<String, IntConsumer> passes() {
        Map<String, IntConsumer> passes = new LinkedHashMap<>();
        passes.put("a reading of the queues", call -> assertThat(queues.all()).isNotEmpty());
        passes.put(
                "what waits for machines", call -> assertThat(queue.backlogs()).isNotEmpty());
        passes.put("what has failed", call -> assertThat(operations.failed()).isEmpty());
        passes.put(
                "what nobody has", call -> assertThat(operations.unassigned()).isEmpty());
        passes.put("guarded work that nobody may do", call -> assertThat(operations.withoutRight())
                .isEmpty());
        return passes;
    }
}
