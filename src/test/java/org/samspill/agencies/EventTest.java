package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samspill.SamspillTest;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.agencies.Machine.Answer;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Events of organisations over HTTP, made by the CloudEvents SDK as a sender would make them. */
@SamspillTest
class EventTest {

    private final Garden garden;
    private final Journeys journeys;
    private final People people;

    @Autowired
    EventTest(ApplicationContext context, Journeys journeys, People people) {
        this.garden = Garden.of(context);
        this.journeys = journeys;
        this.people = people;
    }

    private static CloudEventBuilder event(String type) {
        return CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("urn:test:office"))
                .withTime(OffsetDateTime.parse("2026-05-01T10:00:00Z"))
                .withType(type);
    }

    private static CloudEventBuilder event(String type, Map<String, ?> data) {
        try {
            return event(type).withData("application/json", Machine.JSON.writeValueAsBytes(data));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Answer send(Machine sender, CloudEvent event, boolean structured) {
        Map<String, String> headers = new HashMap<>();
        byte[][] body = {new byte[0]};
        var writer =
                HttpMessageFactory.createWriter(headers::put, bytes -> body[0] = bytes == null ? new byte[0] : bytes);
        if (structured) {
            writer.writeStructured(event, new io.cloudevents.jackson.JsonFormat());
        } else {
            writer.writeBinary(event);
        }
        HttpRequest.Builder request =
                sender.request("/api/events").POST(HttpRequest.BodyPublishers.ofByteArray(body[0]));
        headers.forEach(request::header);
        return Machine.send(request.build()).join();
    }

    private List<Journey> about(String nationalId) {
        return people.byNationalId(NationalId.of(nationalId))
                .map(person -> journeys.openAbout(person.id()))
                .orElse(List.of());
    }

    @Test
    void anEventStartsAJourneyOnceInBothModes() {
        for (boolean structured : new boolean[] {true, false}) {
            String grower = structured ? "02828330171" : "02828330252";
            CloudEvent offered = event(
                            "PlotOffered",
                            Map.of("grower.nationalId", grower, "plot.area", 30, "plot.from", "2026-06-01"))
                    .build();
            Answer first = send(garden.office, offered, structured);
            assertThat(first.status()).as(first.body()).isEqualTo(202);
            assertThat(first.header("content-type")).isEqualTo("application/json");
            assertThat(first.json().get("started").asBoolean()).isTrue();
            assertThat(first.json().get("journeys")).hasSize(1);
            JourneyId id = new JourneyId(first.json().get("journeys").get(0).asText());
            assertThat(journeys.dataOf(journeys.find(id).orElseThrow()))
                    .containsEntry("plot.area", 30L)
                    .containsEntry("plot.from", "2026-06-01")
                    .containsEntry("grower.nationalId", grower);

            Answer second = send(garden.office, offered, !structured);
            assertThat(second.status()).isEqualTo(202);
            assertThat(second.json()).isEqualTo(first.json());
            assertThat(about(grower)).hasSize(1);
        }
    }

    @Test
    void twelveDeliveriesAtOnceStartOneJourney() {
        CloudEvent offered =
                event("PlotOffered", Map.of("grower.nationalId", "02828330333")).build();
        List<CompletableFuture<Answer>> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> send(garden.office, offered, true)))
                .limit(12)
                .toList();
        List<Answer> all = answers.stream().map(CompletableFuture::join).toList();
        assertThat(all)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(202));
        assertThat(all.stream().map(answer -> answer.json().get("journeys")).distinct())
                .hasSize(1);
        assertThat(about("02828330333")).hasSize(1);
    }

    @Test
    void theSameIdFromAnotherSourceIsAnotherEvent() {
        String grower = "02828330414";
        CloudEvent first =
                event("PlotOffered", Map.of("grower.nationalId", grower)).build();
        CloudEvent other = CloudEventBuilder.from(first)
                .withSource(URI.create("urn:test:other"))
                .build();
        Answer started = send(garden.office, first, true);
        Answer continued = send(garden.office, other, true);
        assertThat(started.json().get("started").asBoolean()).isTrue();
        assertThat(continued.json().get("started").asBoolean()).isFalse();
        assertThat(continued.json().get("journeys")).isEqualTo(started.json().get("journeys"));
        assertThat(about(grower)).hasSize(1);
    }

    @Test
    void anEventCannotMakeAJourneyBeAboutSomebodyElse() {
        JourneyId id = garden.started();
        Journey before = journeys.find(id).orElseThrow();
        Answer answer = send(
                garden.shed,
                event("GardenGivenUp", Map.of("grower.nationalId", "02828330767", "plot.reason", "Bytter"))
                        .withSubject(id.value())
                        .build(),
                true);
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(journeys.find(id)).contains(before);
    }

    @Test
    void anEventContinuesTheJourneyThatItNames() {
        JourneyId id = garden.started();
        Answer answer = send(
                garden.shed,
                event("GardenGivenUp", Map.of("plot.reason", "Flytter"))
                        .withSubject(id.value())
                        .build(),
                true);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("journeys").get(0).asText()).isEqualTo(id.value());
        assertThat(journeys.find(id).orElseThrow().endElement()).isEqualTo("End_GivenUp");

        Answer late =
                send(garden.shed, event("GardenGivenUp").withSubject(id.value()).build(), true);
        assertThat(late.status()).isEqualTo(404);
        assertThat(late.json().get("field").asText()).isEqualTo("subject");
    }

    @Test
    void anEventContinuesEveryJourneyAboutThePersonWithoutTellingWhichThereAre() {
        String grower = "02828330686";
        Answer started = send(
                garden.office,
                event("PlotOffered", Map.of("grower.nationalId", grower)).build(),
                true);
        JourneyId id = new JourneyId(started.json().get("journeys").get(0).asText());
        Answer answer = send(
                garden.shed,
                event("GardenGivenUp", Map.of("subject.nationalId", grower, "plot.reason", "Syk"))
                        .build(),
                false);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("journeys")).isEmpty();
        assertThat(journeys.find(id).orElseThrow().endElement()).isEqualTo("End_GivenUp");

        Answer nobody = send(
                garden.shed,
                event("GardenGivenUp", Map.of("grower.nationalId", grower)).build(),
                true);
        assertThat(nobody.status()).isEqualTo(202);
        assertThat(nobody.json().get("journeys")).isEmpty();
    }

    @Test
    void theValidationEventOfABrokerIsAnsweredWith200() {
        Answer answer = send(
                garden.another, event("platform.events.validatesubscription").build(), true);
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void onlyAnActorThatTheTypeNamesMaySendIt() {
        Answer answer = send(
                garden.shed,
                event("PlotOffered", Map.of("grower.nationalId", Garden.GROWER)).build(),
                true);
        assertThat(answer.status()).isEqualTo(403);
        Answer byName = send(
                garden.another,
                event("GardenGivenUp").withSubject(garden.started().value()).build(),
                true);
        assertThat(byName.status()).isEqualTo(403);
        assertThat(byName.json().get("field").asText()).isEqualTo("type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NoSuchThing   | {"grower.nationalId": "01819010192"}                     | type
                    PlotOffered   | {}                                                       | data.grower.nationalId
                    PlotOffered   | {"grower.nationalId": "01819010193"}                     | data.grower.nationalId
                    PlotOffered   | {"grower.nationalId": "01819010192", "plot.area": "big"} | data.plot.area
                    PlotOffered   | {"grower.nationalId": "01819010192", "plot.from": "2026-13-01"} | data.plot.from
                    PlotOffered   | {"grower.nationalId": "01819010192", "grower.diagnosis": "x"} | data.grower.diagnosis
                    PlotOffered   | {"grower.nationalId": "01819010192", "no.such": 1}       | data.no.such
                    """)
    void whatDoesNotFitIsNamedAndHasNoEffect(String type, String data, String field) {
        List<Journey> before = about(Garden.GROWER);
        Answer answer = send(
                garden.office,
                event(type)
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build(),
                true);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
        assertThat(answer.json().get("detail").asText()).isNotBlank();
        assertThat(about(Garden.GROWER)).hasSameSizeAs(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"specversion":"1.0","source":"urn:x","type":"PlotOffered"}                       | 400 | id
                    {"specversion":"1.0","id":"1","type":"PlotOffered"}                               | 400 | source
                    {"specversion":"1.0","id":"1","source":"urn:x"}                                   | 400 | type
                    {"id":"1","source":"urn:x","type":"PlotOffered"}                                  | 400 | specversion
                    {"specversion":"1.0","id":"a\\u0000","source":"urn:x","type":"PlotOffered"}       | 400 | id
                    {"specversion":"1.0","id":"1","source":"urn:x","type":"PlotOffered","data":[1]}   | 400 | data
                    {"specversion":"1.0","id":"1","source":"urn:x","type":"PlotOffered","datacontenttype":"text/plain","data":"x"} | 400 | datacontenttype
                    {"specversion":"1.0","id":"1","source":"urn:x","type":"PlotOffered","time":"yesterday"} | 400 |
                    {"specversion":"7.0","id":"1","source":"urn:x","type":"PlotOffered"}              | 400 |
                    {not json                                                                         | 400 |
                    """)
    void whatIsNoEventIsRefused(String body, int status, String field) {
        HttpRequest request = garden.office
                .request("/api/events")
                .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        Answer answer = Machine.send(request).join();
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("field").asText(null)).isEqualTo(field);
    }

    @Test
    void jsonThatIsNotMarkedAsAnEventIsRefused() {
        Answer answer = garden.office.post("/api/events", "{\"specversion\":\"1.0\"}");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("message").asText()).contains("application/cloudevents+json");
    }
}
