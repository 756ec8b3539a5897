package org.samspill.web;

import java.util.List;
import org.samspill.actors.Text;

/** Whom a visitor of the demo can be with one click; implemented by the demo, absent outside it. */
public interface DemoSignIns {

    List<DemoSignIn> all();

    /**
     * One card on the first page.
     *
     * @param username what the sign-in form takes; the password is the demo's
     * @param title who she is ("Saksbehandler i Nav")
     * @param about what there is to see as her, in one sentence
     * @param organisation where she works; empty for a citizen
     */
    record DemoSignIn(Group group, String username, String name, Text title, Text about, String organisation) {}

    /** In the order of the page. */
    enum Group {
        CITIZENS,
        CASEWORKERS,
        OTHERS
    }
}
