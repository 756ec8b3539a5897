package org.samspill.catalogue;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Every datum that a version of a life event knows, its own and those of the blocks, by dotted name. */
public record DataDictionary(Map<String, Datum> data) {

    public DataDictionary {
        data = Ordered.map(data);
    }

    public Optional<Datum> find(String name) {
        return Optional.ofNullable(data.get(name));
    }

    public boolean knows(String name) {
        return data.containsKey(name);
    }

    public Collection<Datum> all() {
        return data.values();
    }
}
