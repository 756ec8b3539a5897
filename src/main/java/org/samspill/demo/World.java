package org.samspill.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Role;
import org.samspill.actors.Text;
import org.springframework.core.io.ClassPathResource;

/** The demo world as {@code demo/world.yaml} tells of it: organisations and people by a short key that is also a person's user name. */
record World(Map<String, Place> organisations, Map<String, Figure> people) {

    /**
     * @param integrated a demo agency answers its services
     * @param byHand services that its people answer all the same
     */
    record Place(
            String number,
            String name,
            String sector,
            Set<String> actors,
            @Nullable Set<String> municipalities,
            boolean integrated,
            @Nullable Set<String> byHand) {}

    /**
     * @param at key of the organisation where the person works
     * @param guardianOf keys of children
     * @param account false for a child; everybody else can sign in
     * @param addressProtection key of the grade by which the register protects the person's address; null for none
     * @param show how the first page presents the person; null for most
     */
    record Figure(
            String name,
            @Nullable String nationalId,
            @Nullable LocalDate birthDate,
            @Nullable String municipality,
            @Nullable List<String> guardianOf,
            @Nullable String at,
            @Nullable Set<String> functions,
            boolean leader,
            @Nullable Set<Role> roles,
            @Nullable Boolean account,
            @Nullable String addressProtection,
            @Nullable Show show) {

        boolean signsIn() {
            return account == null || account;
        }

        Set<Role> rolesOrUsual() {
            return roles != null ? roles : Set.of(at == null ? Role.CITIZEN : Role.CASEWORKER);
        }
    }

    record Show(Text title, Text about) {}

    static World read() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory())
                .registerModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try (InputStream in = new ClassPathResource("demo/world.yaml").getInputStream()) {
            return yaml.readValue(in, World.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("demo/world.yaml cannot be read", unreadable);
        }
    }
}
