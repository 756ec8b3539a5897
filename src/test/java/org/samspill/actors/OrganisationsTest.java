package org.samspill.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OrganisationsTest {

    private final Organisations organisations = Database.fresh().organisations();

    private final Organisation oslo = organisation(31000001, "Oslo kommune", Set.of("municipality"), Set.of("0301"));
    private final Organisation agder =
            organisation(31000002, "Sørlandet sykehus", Set.of("hospital"), Set.of("4207", "4204"));
    private final Organisation everywhere =
            organisation(21000001, "Rikshospitalet", Set.of("hospital", "nav"), Set.of());

    @Test
    void theAreaDecidesWhoPlaysAnActor() {
        register(oslo, agder, everywhere);
        assertThat(organisations.playing("municipality", "0301")).contains(oslo);
        assertThat(organisations.playing("municipality", "4207")).isEmpty();
        assertThat(organisations.playing("nav", "4207")).contains(everywhere);
        assertThat(organisations.playing("bank", "0301")).isEmpty();
    }

    @Test
    void whoNamesTheMunicipalityGoesBeforeWhoServesTheWholeCountry() {
        register(everywhere, agder);
        assertThat(organisations.playing("hospital", "4207")).contains(agder);
        assertThat(organisations.playing("hospital", "0301")).contains(everywhere);
        assertThat(organisations.playing("hospital")).containsExactly(everywhere, agder);
    }

    @Test
    void registeringAgainReplacesWhatWasKnown() {
        register(oslo);
        var merged = new Organisation(
                oslo.number(),
                "Oslo og omegn kommune",
                Sector.PUBLIC,
                Set.of("municipality", "school"),
                Set.of("0301", "3201"));
        register(merged);
        assertThat(organisations.all()).containsExactly(merged);
        assertThat(organisations.find(oslo.number())).contains(merged);
        assertThat(organisations.find(everywhere.number())).isEmpty();
    }

    private void register(Organisation... all) {
        for (Organisation organisation : all) {
            organisations.register(organisation);
        }
    }

    private static Organisation organisation(int start, String name, Set<String> actors, Set<String> area) {
        String number = null;
        for (int next = start; number == null; next++) {
            number = SyntheticNumbers.organisation(next);
        }
        return new Organisation(OrganisationNumber.of(number), name, Sector.PUBLIC, actors, area);
    }
}
