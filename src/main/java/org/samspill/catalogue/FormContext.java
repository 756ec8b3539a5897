package org.samspill.catalogue;

import java.util.Map;
import org.samspill.actors.Actor;
import org.samspill.actors.Text;

/** What a form leans on: the data dictionary that types its fields, the consents it may ask for, and the actors' titles. */
public record FormContext(DataDictionary data, Map<String, ConsentScope> consents, Map<String, Actor> actors) {

    public FormContext {
        consents = Map.copyOf(consents);
        actors = Map.copyOf(actors);
    }

    Text actorTitle(String key) {
        Actor actor = actors.get(key);
        return actor == null ? new Text(key, key) : actor.title();
    }
}
