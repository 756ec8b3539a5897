package org.samspill.catalogue;

import java.util.List;
import org.samspill.actors.Text;

/** One part of a form, in the order a person meets it: a text, a field, or a group of parts under one heading. */
public sealed interface FormElement permits FormElement.Prose, FormElement.Group, Field {

    /** FEEL conditions, its groups' included; while one of them is true the part is neither shown nor asked for. */
    List<String> hiddenWhen();

    /** A text to read, in the small markdown that {@link FormProse} knows. */
    record Prose(Text text, List<String> hiddenWhen) implements FormElement {
        public Prose {
            hiddenWhen = List.copyOf(hiddenWhen);
        }
    }

    /** Parts that belong together, under a heading (which may be empty). */
    record Group(String id, Text label, List<FormElement> elements, List<String> hiddenWhen) implements FormElement {
        public Group {
            elements = List.copyOf(elements);
            hiddenWhen = List.copyOf(hiddenWhen);
        }
    }
}
