package org.samspill.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samspill.actors.NationalId;

/** People in a text area, one on each line: the national identity number and the name, in either order. */
final class FieldPeople {

    static final int MOST = 100;
    private static final int LONGEST_NAME = 120;
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)(\\d{6}) ?(\\d{5})(?!\\d)");

    private FieldPeople() {}

    static FieldReading read(String typed, LocalDate today) {
        List<Map<String, Object>> people = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int number = 0;
        for (String line : typed.split("\n", -1)) {
            number++;
            String text = line.replaceAll("[\\s\\u00a0]+", " ").strip();
            if (text.isEmpty()) {
                continue;
            }
            Matcher found = NUMBER.matcher(text);
            if (!found.find()) {
                return FieldReading.wrong("people-number", String.valueOf(number));
            }
            String digits = found.group(1) + found.group(2);
            if (NationalId.parse(digits, NationalId.Check.on(today)).isEmpty()) {
                return FieldReading.wrong("people-digits", String.valueOf(number));
            }
            String name = (text.substring(0, found.start()) + " " + text.substring(found.end()))
                    .replaceAll("[,;]", " ")
                    .replaceAll(" +", " ")
                    .strip();
            if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isDigit)) {
                return FieldReading.wrong("people-name", String.valueOf(number));
            }
            if (!seen.add(digits)) {
                return FieldReading.wrong("people-twice", String.valueOf(number));
            }
            Map<String, Object> person = new LinkedHashMap<>();
            person.put("nationalId", digits);
            person.put("name", name);
            people.add(person);
        }
        return people.isEmpty()
                ? new FieldReading.Nothing()
                : people.size() > MOST
                        ? FieldReading.wrong("people-most", String.valueOf(MOST))
                        : new FieldReading.Value(people);
    }

    /** As it is typed; what is not a person of this shape is left out. */
    static String typed(List<?> people) {
        StringBuilder lines = new StringBuilder();
        for (Object one : people) {
            if (one instanceof Map<?, ?> person) {
                lines.append(person.get("nationalId"))
                        .append(' ')
                        .append(name(person))
                        .append('\n');
            }
        }
        return lines.toString().strip();
    }

    static String name(Map<?, ?> person) {
        return person.get("name") instanceof String name ? name : "";
    }
}
