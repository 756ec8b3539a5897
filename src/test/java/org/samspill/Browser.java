package org.samspill;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Opens pages as someone, in a language, at a width, light or dark: {@code browser.as("kari").english().phone().dark().open("/my")}.
 * Without a choice: nobody, bokmål, 1440 px, light.
 */
public final class Browser {

    private static final Map<String, String> SIGNED_IN = new ConcurrentHashMap<>();

    private final Windows windows;
    private final @Nullable String username;
    private final String language;
    private final int width;
    private final boolean dark;

    private Browser(Windows windows, @Nullable String username, String language, int width, boolean dark) {
        this.windows = windows;
        this.username = username;
        this.language = language;
        this.width = width;
        this.dark = dark;
    }

    /** Signed in through the sign-in page, with the demo's password. */
    public Browser as(String who) {
        return new Browser(windows, who, language, width, dark);
    }

    public Browser english() {
        return new Browser(windows, username, "en", width, dark);
    }

    /** 360 px wide. */
    public Browser phone() {
        return new Browser(windows, username, language, 360, dark);
    }

    public Browser dark() {
        return new Browser(windows, username, language, width, true);
    }

    /** Opens the address and waits until the page stands; what it then is, the {@link Visit} tells. */
    public Visit open(String address) {
        BrowserContext context =
                context(username == null ? null : SIGNED_IN.computeIfAbsent(windows.address + username, this::signIn));
        Page page = context.newPage();
        var trouble = new ArrayList<String>();
        page.onPageError(trouble::add);
        page.onConsoleMessage(message -> {
            // The status of an answer is checked by itself; everything else on the console is a defect, CSP violations
            // among it.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                trouble.add(message.text());
            }
        });
        Response response = page.navigate(windows.address + address);
        String name = String.join("-", language, Integer.toString(width), dark ? "dark" : "light");
        return new Visit(page, response == null ? 0 : response.status(), trouble, name);
    }

    private String signIn(String key) {
        try (BrowserContext context = context(null)) {
            Page page = context.newPage();
            page.navigate(windows.address + "/sign-in");
            page.locator("#username").fill(username);
            page.locator("#password").fill("demo");
            page.locator("main form button").click();
            page.waitForURL(url -> !url.contains("/sign-in"));
            return context.storageState();
        }
    }

    private BrowserContext context(@Nullable String state) {
        var options = new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, width < 500 ? 740 : 900)
                .setTimezoneId("Europe/Oslo")
                // Pictures and axe must not meet a dialog half faded in.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT);
        if (state != null) {
            options.setStorageState(state);
        }
        BrowserContext context = windows.chromium.browser().newContext(options);
        windows.open.add(context);
        context.addCookies(List.of(new Cookie("lang", language).setUrl(windows.address)));
        context.setDefaultTimeout(15_000);
        return context;
    }

    /** The windows of one test. */
    static final class Windows {

        private final Chromium chromium;
        private final String address;
        private final List<BrowserContext> open = new ArrayList<>();

        Windows(Chromium chromium, String address) {
            this.chromium = chromium;
            this.address = address;
        }

        Browser browser() {
            return new Browser(this, null, "nb", 1440, false);
        }

        void close() {
            open.forEach(BrowserContext::close);
        }
    }
}
