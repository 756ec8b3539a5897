package org.samspill.catalogue;

/** How long a service usually takes, in days, half and nine tenths of the times: for the demo world and simulation only. */
public record LeadTime(double p50, double p90) {}
