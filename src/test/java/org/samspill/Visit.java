package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/** One opened page: what it is, whether it is accessible, how it looks. */
public record Visit(Page page, int status, List<String> trouble, String name) {

    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** The page as it should be: found, with one heading, nothing refused by the content security policy, nothing wider than the window. */
    public Visit isSound() {
        return isSound(200);
    }

    /** The same for a page that says no. */
    public Visit isSound(int expected) {
        assertThat(status).as("status of %s", page.url()).isEqualTo(expected);
        assertThat(page.locator("h1").count()).as("h1 of %s", page.url()).isEqualTo(1);
        assertThat(trouble).as("console of %s", page.url()).isEmpty();
        Object beyond =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) beyond).intValue())
                .as("pixels beyond the window, %s %s", page.url(), name)
                .isZero();
        assertThat(page.content()).as("a message without text").doesNotContain("??");
        return this;
    }

    /** WCAG 2.2 AA as far as axe sees; call {@link #isSound()} before, axe is content with error pages too. */
    public Visit isAccessible() {
        var found = new AxeBuilder(page)
                .withTags(STANDARDS).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .toList())
                        .toList();
        assertThat(found).as("axe on %s (%s)", page.url(), name).isEmpty();
        return this;
    }

    /** A picture to look at: target/screenshots/&lt;what&gt;-&lt;language&gt;-&lt;width&gt;-&lt;light or dark&gt;.png. */
    public Visit picture(String what) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", what + "-" + name + ".png")));
        return this;
    }
}
