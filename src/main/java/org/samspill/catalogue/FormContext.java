package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.samspill.actors.Actor;
import org.samspill.actors.Text;

/** What a form leans on: the data dictionary that types its fields, the consents it may ask for, and the titles of actors and services. */
public record FormContext(
        DataDictionary data,
        Map<String, ConsentScope> consents,
        Map<String, Actor> actors,
        Map<String, Service> services) {

    /** The datum in which blocks leave the code that a service was refused with. */
    private static final String REFUSAL = "refusal.reason";

    public FormContext {
        consents = Map.copyOf(consents);
        actors = Map.copyOf(actors);
        services = Map.copyOf(services);
    }

    Text actorTitle(String key) {
        Actor actor = actors.get(key);
        return actor == null ? new Text(key, key) : actor.title();
    }

    /** Words for the keys that a fact can hold: an enum's values, reasons of refusals, services. */
    List<FieldOption> words(Datum datum) {
        Map<String, Text> words = new LinkedHashMap<>(datum.values());
        if (datum.name().equals(REFUSAL)) {
            new TreeMap<>(services)
                    .values()
                    .forEach(service -> service.contract().refusals().forEach(words::putIfAbsent));
        } else if ("service".equals(datum.of()) || datum.name().matches("(.+\\.)?service")) {
            services.forEach((key, service) -> words.put(key, service.title()));
        }
        List<FieldOption> options = new ArrayList<>();
        words.forEach((key, text) -> options.add(new FieldOption(key, text)));
        return options;
    }
}
