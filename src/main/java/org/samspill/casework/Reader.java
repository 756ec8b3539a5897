package org.samspill.casework;

import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.Role;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;

/** Who may read the pages of organisations: people who act for one. */
final class Reader {

    private Reader() {}

    static Organisation organisation(CurrentUser user) {
        Organisation organisation = user.organisation();
        if (organisation == null || !user.has(Role.CASEWORKER)) {
            throw new Problem(HttpStatus.FORBIDDEN, "not-a-caseworker", "casework.problem.not-a-caseworker");
        }
        return organisation;
    }
}
