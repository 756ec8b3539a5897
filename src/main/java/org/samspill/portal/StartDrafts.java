package org.samspill.portal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samspill.actors.CurrentUser;
import org.samspill.catalogue.Form;
import org.samspill.portal.Starts.Startable;
import org.samspill.work.Drafts;
import org.springframework.stereotype.Component;

/** What a citizen has typed into the form that starts a life event, and not yet sent: one of each life event, kept with the drafts of her tasks. */
@Component
class StartDrafts {

    private static final int MOST = 64;
    private static final String ABOUT = "_about";
    private static final String KEY = "_key";

    private final Drafts drafts;

    StartDrafts(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * A start that has been begun.
     *
     * @param about whom it is about, as addresses say it
     * @param key under which it is sent, once
     */
    record Begun(Instant savedAt, String about, String key, Map<String, List<String>> typed) {}

    Optional<Begun> find(Startable start, CurrentUser user) {
        return drafts.find(place(start.lifeEvent().key()), user.person())
                .map(draft -> new Begun(
                        draft.savedAt(), first(draft.typed(), ABOUT), first(draft.typed(), KEY), draft.typed()));
    }

    Optional<Instant> savedAt(String lifeEvent, CurrentUser user) {
        return drafts.find(place(lifeEvent), user.person()).map(Drafts.Draft::savedAt);
    }

    Instant save(Startable start, CurrentUser user, String about, String key, Form form, Map<String, String[]> posted) {
        Map<String, List<String>> typed = new LinkedHashMap<>(form.typed(posted));
        typed.put(ABOUT, List.of(about));
        typed.put(KEY, List.of(key));
        return drafts.save(place(start.lifeEvent().key()), user.person(), typed);
    }

    void delete(Startable start, CurrentUser user) {
        drafts.delete(place(start.lifeEvent().key()), user.person());
    }

    private static String first(Map<String, List<String>> typed, String name) {
        return typed.getOrDefault(name, List.of("")).get(0);
    }

    private static String place(String lifeEvent) {
        String place = "start/" + lifeEvent;
        return place.length() <= MOST ? place : place.substring(0, MOST);
    }
}
