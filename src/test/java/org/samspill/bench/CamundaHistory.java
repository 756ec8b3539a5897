package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstanceQuery;
import org.camunda.bpm.engine.query.PeriodUnit;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finished process instances in the history of bare Camunda, each with its municipality as a variable, and what its own queries tell of them in place of numbers of missions.
 * They begin over 600 days and take from two days to a month and a half.
 */
public final class CamundaHistory implements AutoCloseable {

    private static final int AT_ONCE = 100_000;
    private static final int MUNICIPALITIES = 356;
    private static final int MONTHS = 12;

    private static final String BEGAN = "timestamp '2025-04-08' + n * 7919::bigint % 864000 * interval '1 minute'";
    private static final String MINUTES = "cast(exp(8 + 3 * (n * 104729::bigint % 1000003) / 1000003.0) as bigint)";

    private final BareCamunda camunda;
    private final HistoryService history;

    /** @param url of an empty PostgreSQL database, which gets so many instances */
    public CamundaHistory(String url, int instances) {
        camunda = new BareCamunda(url, false);
        history = camunda.engine().getHistoryService();
        camunda.run();
        String which = "proc_inst_id_ = '"
                + history.createHistoricProcessInstanceQuery().singleResult().getId() + "'";
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("postgres");
        JdbcClient server = JdbcClient.create(source);
        Copies copies = new Copies(server);
        Map<String, String> times = Map.of(
                "start_time_",
                BEGAN,
                "end_time_",
                BEGAN + " + " + MINUTES + " * interval '1 minute'",
                "duration_",
                MINUTES + " * 60000");
        Map<String, String> places =
                Map.of("text_", "lpad(cast(301 + 15 * (n % " + MUNICIPALITIES + ") as varchar), 4, '0')");
        for (int from = 1; from <= instances; from += AT_ONCE) {
            int upTo = Math.min(instances, from + AT_ONCE - 1);
            copies.of("act_hi_procinst", which, from, upTo, times);
            copies.of("act_hi_varinst", "name_ = 'municipality' and " + which, from, upTo, places);
        }
        server.sql("vacuum analyze").update();
    }

    /** What is asked, by name. */
    public Map<String, IntConsumer> reads() {
        Map<String, IntConsumer> reads = new LinkedHashMap<>();
        reads.put("bare Camunda: its report of durations by month, without a median", call -> assertThat(
                        history.createHistoricProcessInstanceReport().duration(PeriodUnit.MONTH))
                .isNotEmpty());
        reads.put(
                "bare Camunda: how many ended in a month",
                call -> assertThat(ended(call).count()).isPositive());
        reads.put("bare Camunda: how many ended in a month in a municipality", call -> assertThat(ended(call)
                        .variableValueEquals("municipality", municipality(call))
                        .count())
                .isPositive());
        reads.put(
                "bare Camunda: the median of a month, read by its query", call -> assertThat(ended(call).list().stream()
                                .mapToLong(HistoricProcessInstance::getDurationInMillis)
                                .sorted()
                                .toArray())
                        .isNotEmpty());
        return reads;
    }

    private HistoricProcessInstanceQuery ended(int call) {
        YearMonth month = YearMonth.of(2025, 6).plusMonths(call % MONTHS);
        return history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(BareCamunda.KEY)
                .finishedAfter(begin(month))
                .finishedBefore(begin(month.plusMonths(1)));
    }

    private static Date begin(YearMonth month) {
        Instant begin = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Date.from(begin);
    }

    private static String municipality(int call) {
        return String.format(Locale.ROOT, "%04d", 301 + 15 * (call * 17 % MUNICIPALITIES));
    }

    @Override
    public void close() {
        camunda.close();
    }
}
