package org.samspill.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.Person;

/**
 * Who plays in one journey of the demo year. The scenario files name the same few people again and again; a cast gives each of them a stand-in of the
 * same age, the same one throughout the journey.
 */
final class Cast {

    private static final List<String> FIRST = List.of(
            "Ada",
            "Amir",
            "Anne",
            "Bjørn",
            "Camilla",
            "Dag",
            "Eira",
            "Elias",
            "Farah",
            "Frida",
            "Geir",
            "Hanna",
            "Henrik",
            "Ida",
            "Ingrid",
            "Jakob",
            "Kari",
            "Kristian",
            "Lars",
            "Leila",
            "Liv",
            "Magnus",
            "Maria",
            "Mona",
            "Nils",
            "Nora",
            "Odd",
            "Olav",
            "Petra",
            "Ragnhild",
            "Runa",
            "Samira",
            "Sigrid",
            "Sondre",
            "Tiril",
            "Tor",
            "Una",
            "Vilde",
            "Yusuf",
            "Åse");
    private static final List<String> LAST = List.of(
            "Aas",
            "Ahmed",
            "Berg",
            "Bakke",
            "Dahl",
            "Eide",
            "Fjeld",
            "Foss",
            "Gran",
            "Hagen",
            "Haugland",
            "Holm",
            "Kvam",
            "Lie",
            "Lund",
            "Moen",
            "Myhre",
            "Nygård",
            "Olsvik",
            "Rahimi",
            "Ruud",
            "Sandvik",
            "Solheim",
            "Strand",
            "Sørli",
            "Tangen",
            "Tveit",
            "Vik",
            "Ødegård",
            "Åsen");

    private final People people;
    private final Random random;
    private final String municipality;
    private final boolean signsIn;
    private final String family;
    private final Map<String, Person> standIns = new HashMap<>();

    /** @param signsIn whether the journey's own people are some whom one can sign in as */
    Cast(People people, Random random, String municipality, boolean signsIn) {
        this.people = people;
        this.random = random;
        this.municipality = municipality;
        this.signsIn = signsIn;
        this.family = pick(LAST);
    }

    boolean signsIn() {
        return signsIn;
    }

    /** Gives someone's part to a person we know. */
    void give(String nationalId, Person person) {
        standIns.put(nationalId, person);
    }

    /** A new child with one or two guardians; six of ten have two (simulation figures 8.2). */
    Person child(int age, LocalDate today) {
        Person child = register(born(age, today), pick(FIRST) + " " + family);
        int guardians = random.nextInt(10) < 6 ? 2 : 1;
        for (int i = 0; i < guardians; i++) {
            Person guardian = register(born(age + 24 + random.nextInt(16), today), pick(FIRST) + " " + family);
            people.relate(guardian.id(), child.id());
        }
        return child;
    }

    Person adult(LocalDate today) {
        return register(born(22 + random.nextInt(50), today), pick(FIRST) + " " + pick(LAST));
    }

    private LocalDate born(int age, LocalDate today) {
        return today.minusYears(age).minusDays(1 + random.nextInt(360));
    }

    private Person register(LocalDate born, String name) {
        return people.register(SyntheticNumbers.nationalId(born, random), name, born, municipality);
    }

    /** The same data with every person replaced by the stand-in, and the subject's municipality by this journey's. */
    Map<String, Object> recast(Map<String, Object> values) {
        Map<String, Object> recast = new LinkedHashMap<>();
        values.forEach(
                (name, value) -> recast.put(name, name.equals("subject.municipality") ? municipality : value(value)));
        return recast;
    }

    private Object value(Object value) {
        if (value instanceof List<?> list) {
            List<Object> recast = new ArrayList<>();
            list.forEach(one -> recast.add(value(one)));
            return recast;
        }
        if (value instanceof Map<?, ?> map && map.get("nationalId") != null) {
            Person standIn = standIn(String.valueOf(map.get("nationalId")));
            Map<String, Object> described = new LinkedHashMap<>();
            described.put(
                    "nationalId",
                    standIn.nationalId() == null ? "" : standIn.nationalId().value());
            described.put("name", standIn.name());
            if (standIn.birthDate() != null) {
                described.put("birthDate", standIn.birthDate().toString());
            }
            return described;
        }
        if (value instanceof String text && NationalId.parse(text).isPresent()) {
            Person standIn = standIn(text);
            return standIn.nationalId() == null ? text : standIn.nationalId().value();
        }
        return value;
    }

    private Person standIn(String nationalId) {
        Person known = standIns.get(nationalId);
        if (known == null) {
            known = register(bornLike(nationalId), pick(FIRST) + " " + pick(LAST));
            standIns.put(nationalId, known);
        }
        return known;
    }

    /** A day in the same year as the number's own, so that a board member under 18 stays one. */
    private LocalDate bornLike(String nationalId) {
        int year = Integer.parseInt(nationalId.substring(4, 6));
        boolean thisCentury = Integer.parseInt(nationalId.substring(6, 9)) >= 500 && year < 40;
        return LocalDate.of((thisCentury ? 2000 : 1900) + year, 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
