package org.samspill.bench;

import org.camunda.bpm.engine.HistoryService;
import org.samspill.casework.LongJourney;
import org.samspill.journeys.JourneyId;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** So many journeys that have ended and that wait, in three databases of one server: Samspill's, bare Camunda's, and one for the same steps as plain statements. */
final class Country implements AutoCloseable {

    /** What a node does beside its callers, but for what follows the logs of the crowd, which nobody has written. */
    private static final String[] BESIDE = {
        "--samspill.reminders=true", "--samspill.consents-expire=true", "--samspill.webhooks.relay=true"
    };

    private final int journeys;
    private final ConfigurableApplicationContext samspill;
    private final BareCamunda camunda;
    private final PlainSteps plain;
    private final ThreeBranches cases;
    private final ProcessorTime time;

    /** @param waiting two thirds of them are like the cases that are measured, and of Samspill's a third is with the office whose pages are */
    Country(BenchServer server, String name, int ended, int waiting) throws Exception {
        journeys = ended + waiting;
        samspill = BenchServer.samspill(server.database(name), BESIDE);
        cases = new ThreeBranches(samspill, false);
        cases.run();
        String done = samspill.getBean(JdbcClient.class)
                .sql("select id from journeys_journey where state = 'ended' fetch first row only")
                .query(String.class)
                .single();
        try (Crowd crowd = new Crowd(url())) {
            crowd.like(new JourneyId(done), ended);
            crowd.like(cases.start(), waiting - waiting / 3);
            crowd.like(new LongJourney((WebApplicationContext) samspill).id(), waiting / 3);
        }
        String bare = server.database(name + "_camunda");
        camunda = new BareCamunda(bare, false);
        camunda.run();
        camunda.start();
        HistoryService history = camunda.engine().getHistoryService();
        try (Crowd crowd = new Crowd(bare)) {
            crowd.like(
                    history.createHistoricProcessInstanceQuery()
                            .finished()
                            .singleResult()
                            .getId(),
                    ended);
            crowd.like(
                    history.createHistoricProcessInstanceQuery()
                            .unfinished()
                            .singleResult()
                            .getId(),
                    waiting);
        }
        plain = new PlainSteps(server.database(name + "_plain"));
        plain.crowd(ended, waiting);
        time = server.time();
    }

    String among() {
        return "among " + journeys;
    }

    Kind ofSamspill() {
        return new InThisProgram("Samspill " + among(), cases, time);
    }

    Kind ofCamunda() {
        return new InThisProgram("bare Camunda " + among(), camunda, time);
    }

    Kind asPlainStatements() {
        return new InThisProgram("plain statements " + among(), plain, time);
    }

    JourneyPagesInTime pages() {
        return new JourneyPagesInTime(samspill, new LongInstance(camunda.engine()));
    }

    /** What a case of Samspill writes, also while each page that it touches is written whole for the first time since a checkpoint. */
    ServerCount.Cost count(int cases) {
        ServerCount count = new ServerCount(url());
        Runnable some = () -> {
            for (int i = 0; i < cases; i++) {
                this.cases.run();
            }
        };
        samspill.getBean(JdbcClient.class).sql("checkpoint").update();
        ServerCount.Cost first = count.of(cases, some);
        ServerCount.Cost then = count.of(cases, some);
        System.out.printf(
                "#### %s a case writes %.1f kB, and %.1f kB in the first %d cases after a checkpoint, whole pages counted%n",
                among(), then.kilobytes(), first.kilobytes(), cases);
        return then;
    }

    private String url() {
        return samspill.getEnvironment().getRequiredProperty("SAMSPILL_DB_URL");
    }

    @Override
    public void close() {
        samspill.close();
        camunda.close();
        plain.close();
    }
}
