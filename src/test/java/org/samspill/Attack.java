package org.samspill;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that attacks, with the numbers of the attacks that it shows to fail (see {@link Attacks}). What came of all of them stands in a table at the end of the
 * run; {@code mvn test -Dgroups=attack} runs them alone.
 */
@Tag("attack")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Attack {

    Attacks[] value();
}
