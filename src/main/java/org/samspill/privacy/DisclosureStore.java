package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Category;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of disclosures; they are only ever added. */
@Component
class DisclosureStore extends SealedLog {

    static final String NAME = "disclosures";
    private static final int LONGEST = 255;

    /** All that a row tells; the salt is no part of it, so that it can be thrown away. */
    private static final List<String> COLUMNS = List.of(
            "how",
            "journey_id",
            "work_item",
            "step",
            "organisation",
            "supplier",
            "person",
            "capacity",
            "service",
            "purpose",
            "legal_basis",
            "consent",
            "consent_ids",
            "categories",
            "data",
            "hash");

    private final JdbcClient jdbc;
    private final RowMarks marks;

    DisclosureStore(JdbcClient jdbc, RowMarks marks) {
        super(jdbc, NAME, "privacy_disclosure");
        this.jdbc = jdbc;
        this.marks = marks;
    }

    void insert(Disclosure disclosure, String salt) {
        Instant at = disclosure.at().truncatedTo(ChronoUnit.MICROS);
        List<@Nullable String> values = Arrays.asList(
                lower(disclosure.how()),
                disclosure.journey(),
                disclosure.workItem(),
                disclosure.step(),
                text(disclosure.organisation()),
                text(disclosure.supplier()),
                text(disclosure.person()),
                cut(disclosure.capacity()),
                disclosure.service(),
                cut(disclosure.purpose()),
                cut(disclosure.legalBasis()),
                disclosure.consent(),
                String.join(",", disclosure.consentIds()),
                disclosure.categories().stream().map(DisclosureStore::lower).collect(Collectors.joining(",")),
                String.join(",", disclosure.data()),
                disclosure.hash());
        List<@Nullable Object> parameters = new ArrayList<>(values);
        parameters.add(at.atOffset(ZoneOffset.UTC));
        parameters.add(salt);
        parameters.add(marks.mark(NAME, disclosure.journey(), fields(at, values)));
        jdbc.sql("insert into privacy_disclosure (" + String.join(", ", COLUMNS) + ", at, salt, mark) values ("
                        + String.join(", ", Collections.nCopies(parameters.size(), "?")) + ")")
                .params(parameters)
                .update();
    }

    private static List<@Nullable String> fields(Instant at, List<@Nullable String> values) {
        List<@Nullable String> fields = new ArrayList<>(values);
        fields.add(at.toString());
        return fields;
    }

    @Override
    protected List<@Nullable String> fields(ResultSet row) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (String column : COLUMNS) {
            values.add(row.getString(column));
        }
        return fields(row.getObject("at", OffsetDateTime.class).toInstant(), values);
    }

    List<Disclosure> of(String journey) {
        return jdbc.sql("select * from privacy_disclosure where journey_id = ? order by seq desc")
                .param(journey)
                .query(DisclosureStore::read)
                .list();
    }

    /** Work items and data names that lists have shown someone since then. */
    Set<String> namesListed(PersonId person, Collection<String> journeys, Instant since) {
        Set<String> had = new HashSet<>();
        jdbc.sql("""
                        select work_item, data from privacy_disclosure
                        where person = :person and journey_id in (:journeys) and at >= :since
                        """)
                .param("person", person.value())
                .param("journeys", journeys)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    String workItem = row.getString("work_item");
                    split(row.getString("data")).forEach(name -> had.add(place(workItem, name)));
                });
        return had;
    }

    static String place(@Nullable String workItem, String name) {
        return workItem + " " + name;
    }

    private static Disclosure read(ResultSet row, int number) throws SQLException {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        split(row.getString("categories"))
                .forEach(name -> categories.add(Category.valueOf(name.toUpperCase(Locale.ROOT))));
        String person = row.getString("person");
        return new Disclosure(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Disclosure.How.valueOf(row.getString("how").toUpperCase(Locale.ROOT)),
                row.getString("journey_id"),
                row.getString("work_item"),
                row.getString("step"),
                number(row.getString("organisation")),
                number(row.getString("supplier")),
                person == null ? null : new PersonId(person),
                row.getString("capacity"),
                row.getString("service"),
                row.getString("purpose"),
                row.getString("legal_basis"),
                row.getString("consent"),
                split(row.getString("consent_ids")),
                categories,
                split(row.getString("data")),
                row.getString("hash"));
    }

    private static List<String> split(@Nullable String joined) {
        return joined == null || joined.isEmpty()
                ? List.of()
                : Arrays.stream(joined.split(",")).toList();
    }

    private static @Nullable OrganisationNumber number(@Nullable String number) {
        return number == null ? null : OrganisationNumber.of(number);
    }

    private static @Nullable String text(@Nullable OrganisationNumber number) {
        return number == null ? null : number.value();
    }

    private static @Nullable String text(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
