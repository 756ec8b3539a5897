package org.samspill.catalogue;

/** The act and section that let a service use the data it reads. */
public record LegalBasis(String act, String section) {}
