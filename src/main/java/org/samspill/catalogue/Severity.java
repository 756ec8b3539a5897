package org.samspill.catalogue;

/** What a finding does: an error stops publication and deployment, a warning informs. */
public enum Severity {
    ERROR,
    WARNING
}
