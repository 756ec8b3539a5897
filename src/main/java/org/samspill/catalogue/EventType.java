package org.samspill.catalogue;

import java.util.List;
import org.samspill.actors.Matter;
import org.samspill.actors.Text;

/**
 * A message that starts or continues a journey, and the type of the CloudEvent that carries it: who may send it (actors and roles) and which data it may bring.
 *
 * @param matter what it is about when a participant sends it
 */
public record EventType(String name, Text title, List<String> from, boolean starts, List<String> data, Matter matter) {

    public EventType {
        from = List.copyOf(from);
        data = List.copyOf(data);
    }
}
