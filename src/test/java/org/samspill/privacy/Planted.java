package org.samspill.privacy;

import java.util.Set;
import java.util.UUID;
import org.samspill.actors.NationalId;

/** Somebody whose name, number and words stand nowhere else. */
final class Planted {

    private static int drawn = 0;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    final String name = "Planta " + mark;
    final String number = number();
    final String address = "Plantevegen " + mark;
    // One word, so that it does not hold the name's: those are taken out of what machines say.
    final String words = "plantedeord" + mark;

    private static synchronized String number() {
        String number = null;
        while (number == null) {
            drawn++;
            String candidate = "0189%02d".formatted(60 + drawn / 400) + "%03d".formatted(drawn % 400);
            for (int check = 0; check < 100 && number == null; check++) {
                number = NationalId.parse(candidate + "%02d".formatted(check))
                        .map(NationalId::value)
                        .orElse(null);
            }
        }
        return number;
    }

    Set<String> needles() {
        return Set.of(name, number, address, words);
    }
}
