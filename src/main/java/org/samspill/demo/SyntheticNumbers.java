package org.samspill.demo;

import java.time.LocalDate;
import java.util.Random;
import org.samspill.actors.NationalId;
import org.samspill.actors.OrganisationNumber;

/** Makes numbers that belong to nobody: national ids with 80 added to the month (Tenor), organisation numbers that begin with 3. */
final class SyntheticNumbers {

    private SyntheticNumbers() {}

    /** A national id for someone born on this day. */
    static NationalId nationalId(LocalDate born, Random random) {
        while (true) {
            int individual = born.getYear() >= 2000 ? 500 + random.nextInt(500) : random.nextInt(500);
            String nine = "%02d%02d%02d%03d"
                    .formatted(born.getDayOfMonth(), born.getMonthValue() + 80, born.getYear() % 100, individual);
            for (int check = 0; check < 100; check++) {
                var id = NationalId.parse(nine + "%02d".formatted(check), NationalId.Check.CURRENT);
                if (id.isPresent()) {
                    return id.get();
                }
            }
        }
    }

    static OrganisationNumber organisationNumber(Random random) {
        while (true) {
            String eight = "32%06d".formatted(random.nextInt(1_000_000));
            for (int check = 0; check < 10; check++) {
                var number = OrganisationNumber.parse(eight + check);
                if (number.isPresent()) {
                    return number.get();
                }
            }
        }
    }
}
