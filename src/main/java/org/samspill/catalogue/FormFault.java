package org.samspill.catalogue;

import java.util.List;

/**
 * Something in a form's JSON that cannot be shown or asked, with the component's id (or key). The words are
 * {@code forms.fault.<kind>.what}, {@code .why} and {@code .mend} in {@code messages/forms.properties}.
 *
 * @param error whether the form must not be published; otherwise it is a warning
 */
public record FormFault(String component, String kind, boolean error, List<Object> arguments) {

    public FormFault {
        arguments = List.copyOf(arguments);
    }
}
