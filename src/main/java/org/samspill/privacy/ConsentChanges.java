package org.samspill.privacy;

/** Who must know at once, in the same transaction, that a scope of a journey may hold no longer, or holds again. */
public interface ConsentChanges {

    void changed(String journey, String scope);
}
