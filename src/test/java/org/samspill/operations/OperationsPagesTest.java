package org.samspill.operations;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The operator's pages in a browser. */
@SamspillTest
@BrowserTest
class OperationsPagesTest {

    @Autowired
    ApplicationContext context;

    @BeforeEach
    void somethingStandsStill() {
        new Lease(context).givenUp("Fagsystemet svarer ikke");
    }

    @Test
    void whatStandsStillIsReadableForAll(Browser browser) {
        browser.as("operator.odin").open("/operations").isSound().isAccessible().picture("operations");
        browser.as("operator.odin")
                .english()
                .phone()
                .dark()
                .open("/operations")
                .isSound()
                .isAccessible()
                .picture("operations");
    }

    @Test
    void anIncidentIsReadableOnAPhone(Browser browser) {
        var visit = browser.as("operator.odin").english().phone().open("/operations");
        visit.page().locator("a[data-open]").first().click();
        visit.page().locator("dl.facts").first().waitFor();
        visit.isSound().isAccessible().picture("incident");
    }
}
