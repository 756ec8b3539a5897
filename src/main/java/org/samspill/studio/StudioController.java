package org.samspill.studio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ModelReview;
import org.samspill.catalogue.ProcessModel;
import org.samspill.web.Problem;
import org.samspill.web.Tab;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of the studio: the library, and one life event as diagrams, contracts, rates and findings. */
@Controller
class StudioController {

    private static final MediaType XML = new MediaType("application", "xml", StandardCharsets.UTF_8);

    private final LifeEvents lifeEvents;
    private final ModelReview review;
    private final StudioWords words;
    private final ContractWords contracts;

    StudioController(LifeEvents lifeEvents, ModelReview review, StudioWords words, ContractWords contracts) {
        this.lifeEvents = lifeEvents;
        this.review = review;
        this.words = words;
        this.contracts = contracts;
    }

    @GetMapping("/studio")
    String library(Model model, Locale locale) {
        model.addAttribute(
                "cards",
                lifeEvents.current().stream()
                        .map(lifeEvent -> words.card(lifeEvent, review.of(lifeEvent), locale))
                        .toList());
        return "studio/library";
    }

    @GetMapping("/studio/{key}")
    String diagrams(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String diagram,
            Model model,
            Locale locale) {
        LifeEvent lifeEvent = find(key);
        ProcessModel process = diagram == null ? lifeEvent.root() : process(lifeEvent, diagram);
        head(model, lifeEvent, "", locale);
        model.addAttribute("diagram", words.diagram(lifeEvent, process, locale));
        return "studio/diagrams";
    }

    @GetMapping("/studio/{key}/diagrams/{process}.bpmn")
    ResponseEntity<String> drawing(@PathVariable String key, @PathVariable String process, Locale locale) {
        LifeEvent lifeEvent = find(key);
        String definition =
                lifeEvents.definition(lifeEvent, process).orElseThrow(() -> unknownDiagram(lifeEvent, process));
        return ResponseEntity.ok().contentType(XML).body(lifeEvents.diagram(definition, locale));
    }

    @GetMapping("/studio/{key}/services")
    String services(@PathVariable String key, Model model, Locale locale) {
        LifeEvent lifeEvent = find(key);
        head(model, lifeEvent, "services", locale);
        model.addAttribute("services", contracts.services(lifeEvent, locale));
        return "studio/services";
    }

    @GetMapping("/studio/{key}/rates")
    String rates(@PathVariable String key, Model model, Locale locale) {
        LifeEvent lifeEvent = find(key);
        head(model, lifeEvent, "rates", locale);
        model.addAttribute("rates", words.rates(lifeEvent, review.of(lifeEvent), locale));
        return "studio/rates";
    }

    @GetMapping("/studio/{key}/findings")
    String findings(@PathVariable String key, Model model, Locale locale) {
        LifeEvent lifeEvent = find(key);
        head(model, lifeEvent, "findings", locale);
        model.addAttribute("findings", words.findings(lifeEvent, review.of(lifeEvent), locale));
        return "studio/findings";
    }

    private void head(Model model, LifeEvent lifeEvent, String tab, Locale locale) {
        String address = "/studio/" + lifeEvent.key();
        model.addAttribute("card", words.card(lifeEvent, review.of(lifeEvent), locale));
        model.addAttribute(
                "tabs",
                List.of(
                        new Tab(address, "studio.tab.diagrams", tab.isEmpty()),
                        new Tab(address + "/services", "studio.tab.services", tab.equals("services")),
                        new Tab(address + "/rates", "studio.tab.rates", tab.equals("rates")),
                        new Tab(address + "/findings", "studio.tab.findings", tab.equals("findings"))));
    }

    private LifeEvent find(String key) {
        return lifeEvents
                .find(key)
                .orElseThrow(
                        () -> new Problem(HttpStatus.NOT_FOUND, "unknown-life-event", "studio.problem.unknown", key));
    }

    private static ProcessModel process(LifeEvent lifeEvent, String key) {
        return lifeEvent.process(key).orElseThrow(() -> unknownDiagram(lifeEvent, key));
    }

    private static Problem unknownDiagram(LifeEvent lifeEvent, String key) {
        return new Problem(
                HttpStatus.NOT_FOUND, "unknown-diagram", "studio.problem.unknown-diagram", key, lifeEvent.key());
    }
}
