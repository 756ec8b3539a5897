package org.samspill.casework;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.web.Problem;
import org.samspill.work.WorkItems;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One document of a journey, to read and to take along. A document that the reader may not read does not exist. */
@Controller
class DocumentController {

    private final WorkItems items;
    private final Journeys journeys;
    private final DocumentPages pages;

    DocumentController(WorkItems items, Journeys journeys, DocumentPages pages) {
        this.items = items;
        this.journeys = journeys;
        this.pages = pages;
    }

    @GetMapping("/journeys/{id}/documents/{number:[0-9]{1,18}}")
    String read(@PathVariable String id, @PathVariable long number, CurrentUser user, Locale locale, Model model) {
        model.addAttribute("page", document(id, number, user, locale));
        return "casework/document";
    }

    @GetMapping("/journeys/{id}/documents/{number:[0-9]{1,18}}/file")
    ResponseEntity<byte[]> download(
            @PathVariable String id, @PathVariable long number, CurrentUser user, Locale locale) {
        DocumentPages.View view = document(id, number, user, locale);
        String name = view.line().title() + " " + view.reference() + ".txt";
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(DocumentPages.text(view).getBytes(StandardCharsets.UTF_8));
    }

    private DocumentPages.View document(String id, long number, CurrentUser user, Locale locale) {
        Reader.organisation(user);
        return JourneyId.parse(id)
                .filter(known -> items.takesPart(known, user))
                .flatMap(journeys::find)
                .flatMap(journey -> pages.open(journey, number, user, locale))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-document", "casework.problem.document"));
    }
}
