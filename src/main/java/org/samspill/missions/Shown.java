package org.samspill.missions;

/**
 * How the sums of a series become the number of an indicator; several indicators may be shown from one series.
 *
 * @param gap the number is the gap between municipalities
 * @param nine of durations the 90th percentile is taken, else the median
 */
record Shown(boolean gap, boolean nine) {}
