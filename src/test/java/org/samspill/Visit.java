package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One opened page: what it is, whether it is accessible, how it looks. */
public record Visit(Page page, int status, List<String> trouble, String name) {

    /** Counts what Tab has to reach; of radio buttons with one name the chosen one or the first. */
    private static final String CONTROLS = """
            () => {
              const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
              const group = (input) => [...document.getElementsByName(input.name)].filter((each) => each.form === input.form);
              window.controls = [...document.querySelectorAll(all)].filter((element) => element.checkVisibility({ visibilityProperty: true })
                && !element.disabled && element.tabIndex >= 0 && !element.closest('dialog:not([open])') && !element.matches('.table-frame')
                && (element.type !== 'radio' || (group(element).find((each) => each.checked) ?? group(element)[0]) === element));
              return window.controls.length;
            }""";

    /** Tab stops at what scrolls sideways, so that arrow keys can move it: no control, and no fault. Whether it does may change while fonts come. */
    private static final String SCROLLER = "scroller";

    /** What is wrong after so many presses of Tab, in words; nothing when all is well. */
    private static final String FOCUSED = """
            (step) => {
              const wanted = window.controls[step];
              const has = document.activeElement;
              const named = (element) => `${element.tagName} ${element.textContent.trim().slice(0, 40) || element.name || element.id}`;
              const scroller = !window.controls.includes(has) && (has.matches('.table-frame') || has.scrollWidth > has.clientWidth);
              if (!scroller && has !== wanted) return `${named(has)} instead of ${named(wanted)}`;
              // It is seen at all only while it has the focus.
              if (has.matches('.ds-skip-link')) return has.getBoundingClientRect().bottom > 0 ? '' : 'the way past the header is not seen';
              const style = getComputedStyle(has);
              const field = has.closest('.ds-field') ?? has;
              const ring = (part) => part.outlineStyle !== 'none' && parseFloat(part.outlineWidth) >= 2;
              if (!ring(style) && style.boxShadow === 'none' && !ring(getComputedStyle(field))) return `no focus is seen on ${named(has)}`;
              // A link that takes two lines has other words in the middle of its box; of what is larger than the window a part is enough.
              const box = has.getClientRects()[0];
              const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
              const [width, height] = [Math.min(box.right, innerWidth) - left, Math.min(box.bottom, innerHeight) - top];
              if (width <= 0 || height <= 0) return `${named(has)} is outside the window`;
              const on = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20)) ?? document.elementFromPoint(left + 4, top + 4);
              if (!on || !has.contains(on) && !on.contains(has)) return `${named(has)} is hidden by ${on ? named(on) : 'the edge'}`;
              return scroller ? 'scroller' : '';
            }""";

    private static final String AXE = axe();

    /** axe in the page itself, asked for faults alone: its builder for Java carries all that was looked at through the wire, twice, and opens a page for it. */
    private static final String FAULTS = """
            async (standards) => {
              const options = { runOnly: { type: 'tag', values: standards }, resultTypes: ['violations'] };
              const { violations } = await axe.run(document, options);
              return violations.map(({ id, help, nodes }) => `${id}: ${help} ` + nodes.map((node) => `${node.html} ${node.failureSummary}`).join(', '));
            }""";

    /** What is wider than the card it stands in, in words; rows of a table are cards on a phone. */
    private static final String CUT = """
            () => [...document.querySelectorAll('main :is(.ds-tag, .ds-button, a, p, dd, td, th, h2, h3)')]
              .filter((element) => element.checkVisibility() && !element.closest('.ds-sr-only, thead, svg, [data-island]'))
              .map((element) => [element, element.parentElement.closest('.ds-card, .to-cards > tbody > tr')])
              .filter(([element, card]) => card && getComputedStyle(card).display !== 'table-row'
                && element.getBoundingClientRect().right > card.getBoundingClientRect().right + 1)
              .map(([element]) => element.textContent.trim())""";

    /** Links that begin or end with a space that is underlined. */
    private static final String UNDERLINED = """
            () => [...document.querySelectorAll('main .ds-link')]
              .filter((link) => link.checkVisibility() && [...link.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && !node.data.trim()))
              .map((link) => link.textContent.trim())""";

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
        assertThat((List<?>) page.evaluate(CUT))
                .as("reaches out of its card, %s %s", page.url(), name)
                .isEmpty();
        assertThat((List<?>) page.evaluate(UNDERLINED))
                .as("a space underlined, %s %s", page.url(), name)
                .isEmpty();
        assertThat(page.content()).as("a message without text").doesNotContain("??");
        return this;
    }

    /** WCAG 2.2 AA as far as axe sees; call {@link #isSound()} before, axe is content with error pages too. */
    public Visit isAccessible() {
        page.evaluate(AXE);
        assertThat((List<?>) page.evaluate(FAULTS, STANDARDS))
                .as("axe on %s (%s)", page.url(), name)
                .isEmpty();
        return this;
    }

    /**
     * Everything that can be pressed or typed in is reached with Tab, in the order of the page, is seen to have the focus, and is not hidden behind
     * something else then. For pages just opened.
     */
    public Visit isReachedByKeys() {
        Number many = (Number) page.evaluate(CONTROLS);
        assertThat(many.intValue()).as("controls of %s", page.url()).isPositive();
        List<String> met = new ArrayList<>();
        for (int step = 0; step < many.intValue(); step++) {
            String words;
            do {
                page.keyboard().press("Tab");
                words = (String) page.evaluate(FOCUSED, step);
            } while (words.equals(SCROLLER));
            met.add(words);
        }
        assertThat(met).as("Tab through %s (%s)", page.url(), name).allSatisfy(words -> assertThat(words)
                .isEmpty());
        return this;
    }

    /** A picture to look at: target/screenshots/&lt;what&gt;-&lt;language&gt;-&lt;width&gt;-&lt;light or dark&gt;.png. */
    public Visit picture(String what) {
        // A page many screens long takes its time on a machine that has more to do, which says nothing about the page.
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setTimeout(60_000)
                .setPath(Path.of("target", "screenshots", what + "-" + name + ".png")));
        return this;
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
