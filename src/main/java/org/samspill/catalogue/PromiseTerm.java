package org.samspill.catalogue;

/** Within which time a step is to be done, and why that long: the origin and its source (law and section, a web page, an assumption). */
public record PromiseTerm(Within within, Origin origin, String source) {}
