package org.samspill.catalogue;

import java.util.List;
import java.util.Set;

/** A decision table as the checks see it: what it reads and which data it decides. */
record Decision(String id, String file, Set<String> inputs, List<String> outputs) {}
