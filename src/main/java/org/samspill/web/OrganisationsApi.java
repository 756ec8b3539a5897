package org.samspill.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The organisations as public JSON: who plays which actor, and where. Stands here because the actors' room knows no HTTP. */
@RestController
@RequestMapping(path = "/api/organisations", produces = MediaType.APPLICATION_JSON_VALUE)
class OrganisationsApi {

    private final Organisations organisations;

    OrganisationsApi(Organisations organisations) {
        this.organisations = organisations;
    }

    /**
     * An organisation as others see it.
     *
     * @param sector public, private or voluntary
     * @param area four-digit numbers of the municipalities it serves; empty means the whole country
     */
    record View(String number, String name, Set<String> actors, String sector, Set<String> area) {

        static View of(Organisation organisation) {
            return new View(
                    organisation.number().value(),
                    organisation.name(),
                    new TreeSet<>(organisation.actors()),
                    organisation.sector().name().toLowerCase(Locale.ROOT),
                    new TreeSet<>(organisation.municipalities()));
        }
    }

    @GetMapping
    List<View> all(@RequestParam(required = false) @Nullable String actor) {
        List<Organisation> found =
                actor == null || actor.isBlank() ? organisations.all() : organisations.playing(actor.strip());
        return found.stream().map(View::of).toList();
    }

    @GetMapping("/{number}")
    View one(@PathVariable String number) {
        OrganisationNumber wanted = OrganisationNumber.parse(number).orElseThrow(() -> new Problem(
                        HttpStatus.BAD_REQUEST, "organisation-number", "web.problem.organisation-number", number)
                .at("number"));
        return organisations.find(wanted).map(View::of).orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "unknown-organisation", "web.problem.unknown-organisation", wanted)
                .at("number"));
    }
}
