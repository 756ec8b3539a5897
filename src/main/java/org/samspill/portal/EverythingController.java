package org.samspill.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.Journey;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Everything about a journey, to read, print and take along. */
@Controller
class EverythingController {

    /** What a reader wants told of the log; the file has all of it. */
    private static final Set<String> TOLD = Set.of(
            "started",
            "completed",
            "refused",
            "cancelled",
            "decided",
            "message",
            "consented",
            "consent_withdrawn",
            "rerouted",
            "ended");

    /** A line of what has happened. */
    record Line(String at, String what, String who) {}

    private final EverythingBuilder everything;
    private final Reader reader;
    private final Standings standings;
    private final PlainWords words;
    private final ObjectWriter json;

    EverythingController(
            EverythingBuilder everything, Reader reader, Standings standings, PlainWords words, ObjectMapper mapper) {
        this.everything = everything;
        this.reader = reader;
        this.standings = standings;
        this.words = words;
        this.json = mapper.writerWithDefaultPrettyPrinter();
    }

    @GetMapping("/my/journeys/{id}/everything")
    String read(@PathVariable String id, CurrentUser user, Locale locale, Model model) {
        Everything all = everything.of(standings.readable(id, user).journey(), user, locale);
        model.addAttribute("all", all);
        model.addAttribute("reference", all.journey().id().substring(0, MyJourneys.REFERENCE));
        // What participants have read themselves fills the page and tells little; the file has it.
        model.addAttribute(
                "given",
                all.disclosures().stream()
                        .filter(row -> row.organisation() != null)
                        .toList());
        model.addAttribute("words", new Words(locale));
        model.addAttribute(
                "lines",
                all.events().stream()
                        .filter(event -> TOLD.contains(event.event()))
                        .map(event -> line(event, locale))
                        .toList());
        return "portal/everything";
    }

    private Line line(Everything.Event event, Locale locale) {
        String kind = words.text(locale, "portal.everything.step." + event.event());
        return new Line(
                words.dateTime(event.at(), locale),
                event.title() == null ? kind : event.title() + " (" + kind.toLowerCase(locale) + ")",
                Objects.requireNonNullElse(event.organisationName(), ""));
    }

    /** Times as the page says them. */
    public final class Words {

        private final Locale locale;

        Words(Locale locale) {
            this.locale = locale;
        }

        public String at(Instant at) {
            return words.dateTime(at, locale);
        }

        public String list(List<String> several) {
            return String.join(", ", several.stream().distinct().toList());
        }
    }

    @GetMapping(path = "/my/journeys/{id}/everything.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> download(@PathVariable String id, CurrentUser user, Locale locale) throws IOException {
        Journey journey = standings.readable(id, user).journey();
        byte[] file = json.writeValueAsBytes(everything.of(journey, user, locale));
        String name = "samspill-" + journey.id().value().substring(0, MyJourneys.REFERENCE) + ".json";
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(file);
    }
}
