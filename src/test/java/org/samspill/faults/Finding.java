package org.samspill.faults;

/**
 * One line of the table.
 *
 * @param test as trust and performance name it: F1 to F34
 * @param injected what was broken
 * @param promised what we say of it
 * @param seen what was measured
 * @param kept whether nothing was lost, done twice or answered wrongly; else the test fails
 * @param inTime whether it took no longer than promised; a loaded machine may make it take longer, and the table says so
 */
record Finding(String test, String injected, String promised, String seen, boolean kept, boolean inTime) {

    Finding(String test, String injected, String promised, String seen, boolean kept) {
        this(test, injected, promised, seen, kept, true);
    }

    String verdict() {
        return !kept ? "**no**" : inTime ? "yes" : "yes, later than promised";
    }
}
