package org.samspill.casework;

import jakarta.servlet.http.HttpSession;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The list as the reader asked for it last: what she opened from there leads back to it, with the view and the filters she had. */
@ControllerAdvice(basePackageClasses = LastList.class)
class LastList {

    private static final String KEPT = "casework.list";
    private static final String BACK = "backToList";

    static void keep(ListQuery query, HttpSession session) {
        session.setAttribute(KEPT, query.address());
    }

    /** Its address, for every page of the room; of the list as it opens when she has asked for none. */
    @ModelAttribute(BACK)
    String address(HttpSession session) {
        return session.getAttribute(KEPT) instanceof String kept ? kept : "/work";
    }

    static String of(Model model) {
        return String.valueOf(model.getAttribute(BACK));
    }
}
