package org.samspill.catalogue;

/** How large a model may be: far beyond what a person can read, far below what harms the machine. */
final class ModelLimits {

    static final int LARGEST_FILE = 1_000_000;
    static final int MOST_ELEMENTS = 2_000;
    static final int MOST_FILES = 400;
    static final int MOST_INSTANCES = 100;

    private ModelLimits() {}
}
