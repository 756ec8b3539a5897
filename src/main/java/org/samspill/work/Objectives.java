package org.samspill.work;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.PromiseTerm;

/** Answered by the room that keeps missions: which promises the missions' objectives give a step. The shortest promise of all wins. */
public interface Objectives {

    /**
     * @param process id of the diagram that holds the element
     * @param service the service key; null for a user task
     * @return terms with origin mission; empty when no objective names the step
     */
    List<PromiseTerm> of(String lifeEvent, String process, String element, @Nullable String service);
}
