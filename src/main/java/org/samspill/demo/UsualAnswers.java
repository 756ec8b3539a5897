package org.samspill.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.catalogue.ModelSource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The usual answer of every task and service of a life event, from its {@code scenarios/answers.yaml}. Values may hold {@code ${today+28}} (a date),
 * {@code ${organisation:bank}} or {@code ${organisation:bank:2}} (the number of the first or second organisation that plays an actor).
 */
@Component
public class UsualAnswers {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern DAY = Pattern.compile("\\$\\{today(?:([+-])(\\d{1,5}))?}");
    private static final Pattern ORGANISATION = Pattern.compile("\\$\\{organisation:([a-z-]+)(?::(\\d))?}");

    private final ModelSource models;
    private final Organisations organisations;
    private final Clock clock;
    private final Map<String, Map<String, Object>> read = new ConcurrentHashMap<>();

    UsualAnswers(ModelSource models, Organisations organisations, Clock clock) {
        this.models = models;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** The usual answer of an element, else of a service; empty when the life event's file names neither. */
    public Optional<Answer> of(String lifeEvent, String element, @Nullable String service) {
        Map<String, Object> answers = read.computeIfAbsent(lifeEvent, this::read);
        Object written = answers.containsKey(element) || service == null ? answers.get(element) : answers.get(service);
        return Optional.ofNullable(written)
                .map(one -> one instanceof List<?> list ? list.get(list.size() - 1) : one)
                .map(Answer::of);
    }

    private Map<String, Object> read(String lifeEvent) {
        List<Resource> files = models.files("life-events/" + lifeEvent + "/scenarios/answers.yaml");
        if (files.isEmpty()) {
            return Map.of();
        }
        try (InputStream in = files.get(0).getInputStream()) {
            return YAML.readValue(in, new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The values with their expressions worked out for this day and these organisations. */
    public Map<String, Object> resolved(Map<String, Object> values) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        values.forEach((name, value) -> resolved.put(name, resolved(value)));
        return resolved;
    }

    private Object resolved(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::resolved).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> inner = new LinkedHashMap<>();
            map.forEach((key, one) -> inner.put(String.valueOf(key), resolved(one)));
            return inner;
        }
        return value instanceof String text ? resolved(text) : value;
    }

    private String resolved(String text) {
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            int days = day.group(1) == null ? 0 : Integer.parseInt(day.group(1) + day.group(2));
            return LocalDate.now(clock).plusDays(days).toString();
        }
        Matcher organisation = ORGANISATION.matcher(text);
        if (organisation.matches()) {
            int place = organisation.group(2) == null ? 1 : Integer.parseInt(organisation.group(2));
            List<Organisation> playing = organisations.playing(organisation.group(1));
            if (playing.size() < place) {
                throw new IllegalStateException(
                        "No organisation plays " + organisation.group(1) + " in place " + place);
            }
            return playing.get(place - 1).number().value();
        }
        return text;
    }
}
