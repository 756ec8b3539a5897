package org.samspill.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Contract;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Output;
import org.samspill.catalogue.Service;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.springframework.stereotype.Component;

/**
 * What a demo agency answers: mostly the usual answer of the life event, now and then a refusal of the contract or a failure that passes. What the
 * usual answers do not know is made up within the contract's limits.
 */
@Component
class AgencyAnswers {

    private static final double REFUSES = 0.02;
    private static final double FAILS = 0.03;

    private final UsualAnswers usual;
    private final RegisterAnswers registers;
    private final Journeys journeys;
    private final Clock clock;
    private final Random random = new Random(20261123);

    AgencyAnswers(UsualAnswers usual, RegisterAnswers registers, Journeys journeys, Clock clock) {
        this.usual = usual;
        this.registers = registers;
        this.journeys = journeys;
        this.clock = clock;
    }

    /**
     * The answer to one piece of work, with every expression worked out.
     *
     * @param firstTry a failure is made up at the first try only, so that it passes
     * @param inputs what the agency was told
     */
    synchronized Optional<Answer> of(
            String journey, String element, String serviceKey, boolean firstTry, Map<String, Object> inputs) {
        LifeEvent lifeEvent = JourneyId.parse(journey)
                .flatMap(journeys::find)
                .map(journeys::lifeEventOf)
                .orElse(null);
        Service service =
                lifeEvent == null ? null : lifeEvent.service(serviceKey).orElse(null);
        if (lifeEvent == null || service == null) {
            return Optional.empty();
        }
        List<String> reasons = List.copyOf(service.contract().refusals().keySet());
        double chance = random.nextDouble();
        if (firstTry && chance < FAILS) {
            return Optional.of(new Answer(Answer.Verb.FAIL, Map.of(), "The case system does not answer"));
        }
        if (chance > 1 - REFUSES && !reasons.isEmpty()) {
            return Optional.of(new Answer(Answer.Verb.REFUSE, Map.of(), reasons.get(random.nextInt(reasons.size()))));
        }
        Answer known = usual.of(lifeEvent.key(), element, serviceKey)
                .filter(answer -> answer.verb() == Answer.Verb.COMPLETE || answer.verb() == Answer.Verb.REFUSE)
                .orElseGet(() -> new Answer(Answer.Verb.COMPLETE, madeUp(service.contract()), null));
        return Optional.of(
                known.verb() == Answer.Verb.REFUSE
                        ? known
                        : new Answer(
                                Answer.Verb.COMPLETE,
                                registers.fill(serviceKey, usual.resolved(known.values()), inputs),
                                null));
    }

    private Map<String, Object> madeUp(Contract contract) {
        Map<String, Object> values = new LinkedHashMap<>();
        contract.outputs().values().stream()
                .filter(output -> !output.optional())
                .forEach(output -> {
                    Object value = madeUp(output);
                    if (value != null) {
                        values.put(output.name(), value);
                    }
                });
        return values;
    }

    private @Nullable Object madeUp(Output output) {
        return switch (output.type()) {
            case TEXT -> "demo";
            case NUMBER, MONEY, INTEGER ->
                output.min() == null ? 1L : output.min().longValue() + 1;
            case BOOLEAN, CONSENT -> true;
            case DATE -> LocalDate.now(clock).toString();
            case ENUM -> output.values().isEmpty() ? null : output.values().get(0);
            case LIST, PEOPLE -> List.of();
            case ORGANISATION_NUMBER, ORGANISATION ->
                SyntheticNumbers.organisationNumber(random).value();
            case MUNICIPALITY -> "0301";
            case EMAIL -> "demo@example.org";
            case PHONE -> "+4700000000";
            case NATIONAL_ID, ACCOUNT_NUMBER -> null;
        };
    }
}
