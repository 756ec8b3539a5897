package org.samspill.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Sector;
import org.samspill.catalogue.LeadTime;
import org.samspill.work.WorkItem;

/**
 * How long work takes in the demo year: lognormal from the contract's p50 and p90 (simulation figures 8.2), half as long again for public actors in July
 * and over Christmas. Where no contract says, organisations take most of their promise and participants a day or two.
 */
final class LeadTimes {

    /** The standard normal's 90th percentile. */
    private static final double Z90 = 1.2816;

    private static final double SLOW_SEASON = 1.5;
    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final Random random;

    LeadTimes(Random random) {
        this.random = random;
    }

    Duration of(WorkItem item, @Nullable LeadTime contract, @Nullable Sector sector) {
        double promised =
                Duration.between(item.createdAt(), item.promise().dueAt()).toMinutes() / 1440.0;
        double p50 = item.role() != null ? Math.min(1.2, promised * 0.4) : promised * 0.45;
        double p90 = item.role() != null ? Math.min(6, promised * 1.2) : promised * 1.15;
        double days = contract == null ? lognormal(p50, p90) : lognormal(contract.p50(), contract.p90());
        if (sector == Sector.PUBLIC && slow(item.createdAt())) {
            days *= SLOW_SEASON;
        }
        return Duration.ofSeconds(Math.max(60, Math.round(days * 86_400)));
    }

    private double lognormal(double p50, double p90) {
        double sigma = p90 > p50 ? (Math.log(p90) - Math.log(p50)) / Z90 : 0;
        return Math.exp(Math.log(p50) + sigma * random.nextGaussian());
    }

    private static boolean slow(Instant at) {
        LocalDate day = at.atZone(NORWAY).toLocalDate();
        return day.getMonth() == Month.JULY
                || day.getMonth() == Month.DECEMBER && day.getDayOfMonth() >= 20
                || day.getMonth() == Month.JANUARY && day.getDayOfMonth() <= 3;
    }
}
