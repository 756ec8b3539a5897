package org.samspill.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Leads who has not signed in to the sign-in page; a part of a page cannot show it, so there the whole page is told to go. */
class ToSignIn extends LoginUrlAuthenticationEntryPoint {

    ToSignIn() {
        super("/sign-in");
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException, ServletException {
        if (request.getAttribute(RightsOfToday.ENDED) != null && request.getHeader("HX-Request") == null) {
            response.sendRedirect(request.getContextPath() + getLoginFormUrl() + "?ended");
        } else if (request.getHeader("HX-Request") == null) {
            super.commence(request, response, refused);
        } else {
            response.setHeader("HX-Redirect", request.getContextPath() + getLoginFormUrl());
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        }
    }
}
