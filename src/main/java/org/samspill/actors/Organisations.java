package org.samspill.actors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The organisations we know, and which of them plays an actor in a municipality. */
@Repository
public class Organisations {

    private static final String SELECT = """
            select o.number, o.name, o.sector, p.actor, a.municipality
            from actors_organisation o
            left join actors_playing p on p.organisation = o.number
            left join actors_area a on a.organisation = o.number
            """;

    private final JdbcClient jdbc;
    private final Remembered<String, List<Organisation>> playing = new Remembered<>(Duration.ofSeconds(1));
    private final Remembered<OrganisationNumber, String> names = new Remembered<>(Duration.ofSeconds(30));

    Organisations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Organisation> find(OrganisationNumber number) {
        return collect(jdbc.sql(SELECT + "where o.number = :number").param("number", number.value())).stream()
                .findFirst();
    }

    /** Those of these that we know. */
    public List<Organisation> all(Collection<OrganisationNumber> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : collect(jdbc.sql(SELECT + "where o.number in (:numbers)")
                        .param(
                                "numbers",
                                numbers.stream().map(OrganisationNumber::value).toList()));
    }

    /** What these are called, those that we know; a name that another node has changed in the last half minute may be the old one. Nothing is decided by it. */
    public Map<OrganisationNumber, String> names(Collection<OrganisationNumber> numbers) {
        return names.all(numbers, unknown -> {
            Map<OrganisationNumber, String> found = new HashMap<>();
            jdbc.sql("select number, name from actors_organisation where number in (:numbers)")
                    .param(
                            "numbers",
                            unknown.stream().map(OrganisationNumber::value).toList())
                    .query(row -> {
                        found.put(OrganisationNumber.of(row.getString("number")), row.getString("name"));
                    });
            return found;
        });
    }

    /** Every organisation, by name. */
    public List<Organisation> all() {
        return collect(jdbc.sql(SELECT + "order by o.name, o.number"));
    }

    /** The organisations that play the actor anywhere, by name; what another node has changed in the last second may be missing. */
    public List<Organisation> playing(String actor) {
        return playing.get(actor, this::players);
    }

    private List<Organisation> players(String actor) {
        return collect(jdbc.sql(
                        SELECT
                                + "where o.number in (select organisation from actors_playing where actor = :actor) order by o.name, o.number")
                .param("actor", actor));
    }

    /** The organisation that plays the actor for people of the municipality; one that names the municipality goes before a national one. */
    public Optional<Organisation> playing(String actor, String municipality) {
        return playing(actor).stream()
                .filter(organisation -> organisation.covers(municipality))
                .min(Comparator.comparing((Organisation organisation) ->
                                organisation.municipalities().isEmpty())
                        .thenComparing(Organisation::number));
    }

    /** Adds the organisation, or replaces what we knew of it. */
    @Transactional
    public void register(Organisation organisation) {
        playing.changes();
        names.changes();
        String number = organisation.number().value();
        int known = jdbc.sql("update actors_organisation set name = :name, sector = :sector where number = :number")
                .param("name", organisation.name())
                .param("sector", organisation.sector().name())
                .param("number", number)
                .update();
        if (known == 0) {
            jdbc.sql("insert into actors_organisation (number, name, sector) values (:number, :name, :sector)")
                    .param("number", number)
                    .param("name", organisation.name())
                    .param("sector", organisation.sector().name())
                    .update();
        }
        replace(number, "actors_playing", "actor", organisation.actors());
        replace(number, "actors_area", "municipality", organisation.municipalities());
    }

    private void replace(String number, String table, String column, Set<String> values) {
        jdbc.sql("delete from " + table + " where organisation = :number")
                .param("number", number)
                .update();
        for (String value : values) {
            jdbc.sql("insert into " + table + " (organisation, " + column + ") values (:number, :value)")
                    .param("number", number)
                    .param("value", value)
                    .update();
        }
    }

    private static List<Organisation> collect(JdbcClient.StatementSpec statement) {
        Map<String, Gathered> found = new LinkedHashMap<>();
        statement.query(row -> {
            String number = row.getString("number");
            String name = row.getString("name");
            Sector sector = Sector.valueOf(row.getString("sector"));
            Gathered gathered = found.computeIfAbsent(
                    number, key -> new Gathered(key, name, sector, new TreeSet<>(), new TreeSet<>()));
            Optional.ofNullable(row.getString("actor")).ifPresent(gathered.actors::add);
            Optional.ofNullable(row.getString("municipality")).ifPresent(gathered.municipalities::add);
        });
        List<Organisation> organisations = new ArrayList<>();
        found.values().forEach(gathered -> organisations.add(gathered.organisation()));
        return organisations;
    }

    private record Gathered(String number, String name, Sector sector, Set<String> actors, Set<String> municipalities) {

        Organisation organisation() {
            return new Organisation(OrganisationNumber.of(number), name, sector, actors, municipalities);
        }
    }
}
