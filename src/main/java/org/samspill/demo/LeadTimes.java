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
import org.samspill.catalogue.Origin;
import org.samspill.work.WorkItem;

/**
 * How long work takes in the demo year: lognormal from the contract's p50 and p90 (simulation figures 8.2), half as long again for public actors in July
 * and over Christmas. Where no contract says, organisations take most of their promise and participants a day or two. What a mission has promised gets
 * there in the course of the year: it begins as the contract has it, and in the end most is done in time.
 */
final class LeadTimes {

    /** The standard normal's 90th percentile. */
    private static final double Z90 = 1.2816;

    private static final double SLOW_SEASON = 1.5;

    /** Of what a mission promises, half is done within the one share and nine tenths within the other when the year ends. */
    private static final double KEPT_P50 = 0.6;

    private static final double KEPT_P90 = 1.1;
    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final Random random;

    LeadTimes(Random random) {
        this.random = random;
    }

    /** @param gone how much of the year has gone when the work comes, from 0 to 1 */
    Duration of(WorkItem item, @Nullable LeadTime contract, @Nullable Sector sector, double gone) {
        double promised =
                Duration.between(item.createdAt(), item.promise().dueAt()).toMinutes() / 1440.0;
        double p50 = item.role() != null ? Math.min(1.2, promised * 0.4) : promised * 0.45;
        double p90 = item.role() != null ? Math.min(6, promised * 1.2) : promised * 1.15;
        if (contract != null) {
            double kept = item.promise().origin() == Origin.MISSION ? gone : 0;
            p50 = towards(contract.p50(), Math.min(contract.p50(), promised * KEPT_P50), kept);
            p90 = towards(contract.p90(), Math.min(contract.p90(), promised * KEPT_P90), kept);
        }
        double days = lognormal(p50, p90);
        if (sector == Sector.PUBLIC && slow(item.createdAt())) {
            days *= SLOW_SEASON;
        }
        return Duration.ofSeconds(Math.max(60, Math.round(days * 86_400)));
    }

    /** On the way from one span to another, by factors: what is far off comes nearer faster. */
    private static double towards(double from, double to, double share) {
        return from * Math.pow(to / from, share);
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
