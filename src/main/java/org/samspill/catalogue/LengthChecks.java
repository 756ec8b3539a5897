package org.samspill.catalogue;

import java.util.Collection;

/** Whether every key fits the rows that tell of it: what the log cannot hold would stop a journey on the day it comes there. */
final class LengthChecks {

    /** Of keys that stand in the log as what came of a step, and why. */
    private static final int OF_OUTCOMES = 64;

    /** Of processes, services and data. */
    private static final int OF_NAMES = 96;

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final Findings findings;

    LengthChecks(Reading reading, LifeEvent lifeEvent) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.findings = reading.findings();
    }

    void check() {
        String own = reading.folder().own("life-event.yaml");
        all(own, lifeEvent.events().keySet(), OF_OUTCOMES);
        all(own, lifeEvent.roles().keySet(), OF_OUTCOMES);
        all(own, lifeEvent.consents().keySet(), OF_OUTCOMES);
        lifeEvent.processes().values().forEach(process -> {
            String file = reading.file(process.key());
            one(file, process.key(), process.key(), OF_OUTCOMES);
            process.steps().keySet().forEach(id -> one(file, id, id, OF_OUTCOMES));
        });
        reading.decisions()
                .values()
                .forEach(decision -> one(decision.file(), decision.id(), decision.id(), OF_OUTCOMES));
        lifeEvent.services().values().forEach(service -> {
            String file = "actors/" + service.actor() + ".yaml";
            one(file, service.key(), service.key(), OF_NAMES);
            all(file, service.contract().refusals().keySet(), OF_OUTCOMES);
        });
        lifeEvent.data().all().forEach(datum -> {
            one(own, datum.name(), datum.name(), OF_NAMES);
            all(own, datum.values().keySet(), OF_OUTCOMES);
        });
    }

    private void all(String file, Collection<String> keys, int most) {
        keys.forEach(key -> one(file, key, key, most));
    }

    private void one(String file, String element, String key, int most) {
        if (key.length() > most) {
            findings.error(file, element, "key-too-long", key, most);
        }
    }
}
