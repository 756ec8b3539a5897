package org.samspill.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Boards;
import org.samspill.actors.NationalId;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.springframework.stereotype.Component;

/**
 * What the registers of the demo world answer: the population register knows the demo people, every registration gives a new organisation number, and
 * the register of legal entities keeps the board that it is told. Everything else is the usual answer.
 */
@Component
public class RegisterAnswers {

    private static final String ROLES = "brreg.roles.read";
    private static final String POPULATION_REGISTER = "folkeregisteret.person.read";
    private static final String ORGANISATION_NUMBER = "organisation.number";
    private static final String REGISTERED = "register.board";
    private static final String BOARD = "board.members";

    private final People people;
    private final Boards boards;
    private final Random random = new Random(20261123);

    RegisterAnswers(People people, Boards boards) {
        this.people = people;
        this.boards = boards;
    }

    /** True when a register has something of its own to say to this service; its inputs matter only then. */
    boolean knows(String service, Map<String, Object> usual) {
        return service.equals(POPULATION_REGISTER)
                || usual.containsKey(ORGANISATION_NUMBER)
                || usual.containsKey(REGISTERED)
                || service.equals(ROLES);
    }

    /**
     * The answer of a service, with what the registers know in place of the usual values.
     *
     * @param usual the usual outputs, by datum name
     * @param inputs what the service was told
     */
    public Map<String, Object> fill(String service, Map<String, Object> usual, Map<String, Object> inputs) {
        Map<String, Object> answer = new LinkedHashMap<>(usual);
        if (service.equals(POPULATION_REGISTER)) {
            inputs.values().stream()
                    .filter(String.class::isInstance)
                    .map(value -> NationalId.parse((String) value))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .flatMap(people::byNationalId)
                    .filter(person ->
                            person.birthDate() != null && !person.name().isBlank())
                    .ifPresent(person -> person(person, answer));
        }
        if (answer.containsKey(ORGANISATION_NUMBER) && !inputs.containsKey(ORGANISATION_NUMBER)) {
            answer.put(
                    "organisation.number",
                    SyntheticNumbers.organisationNumber(random).value());
        }
        if (answer.containsKey(REGISTERED)) {
            board(inputs.get(BOARD)).ifPresent(board -> answer.put(REGISTERED, board));
        }
        if (service.equals(ROLES) && inputs.get(ORGANISATION_NUMBER) instanceof String number) {
            List<Map<String, Object>> board = boards.of(OrganisationNumber.of(number)).stream()
                    .flatMap(person -> people.find(person).stream())
                    .map(RegisterAnswers::described)
                    .toList();
            if (!board.isEmpty()) {
                answer.put(BOARD, board);
                answer.put(REGISTERED, board);
            }
        }
        return answer;
    }

    /** A board as a machine is told it, or as ids of a journey's people. */
    private Optional<List<Map<String, Object>>> board(@Nullable Object told) {
        if (!(told instanceof List<?> list) || list.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, Object>> board = new ArrayList<>();
        for (Object entry : list) {
            String number = entry instanceof Map<?, ?> member ? String.valueOf(member.get("nationalId")) : null;
            (number == null
                            ? people.find(new PersonId(String.valueOf(entry)))
                            : NationalId.parse(number).flatMap(people::byNationalId))
                    .map(RegisterAnswers::described)
                    .ifPresent(board::add);
        }
        return Optional.of(board);
    }

    private void person(Person person, Map<String, Object> answer) {
        replace(answer, "person.name", person.name());
        replace(answer, "person.birthDate", Objects.toString(person.birthDate(), null));
        replace(answer, "subject.municipality", person.municipality());
        List<Map<String, Object>> guardians = people.guardiansOf(person.id()).stream()
                .map(RegisterAnswers::described)
                .toList();
        if (!guardians.isEmpty()) {
            replace(answer, "guardians", guardians);
            replace(answer, "applicant.nationalId", guardians.get(0).get("nationalId"));
        }
    }

    private static void replace(Map<String, Object> answer, String name, @Nullable Object value) {
        if (value != null && answer.containsKey(name)) {
            answer.put(name, value);
        }
    }

    private static Map<String, Object> described(Person person) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put(
                "nationalId",
                person.nationalId() == null ? "" : person.nationalId().value());
        described.put("name", person.name());
        if (person.birthDate() != null) {
            described.put("birthDate", person.birthDate().toString());
        }
        return described;
    }
}
