package org.samspill;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Chromium, driven by npm's playwright-core that the front end's build has installed: the system's browser, else Playwright's, else Debian's
 * package where a build server may install it.
 */
record Chromium(Playwright playwright, Browser browser) implements ExtensionContext.Store.CloseableResource {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    static Chromium start() {
        System.setProperty("playwright.cli.dir", driver().toString());
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", "node", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions().setArgs(FLAGS).setExecutablePath(executable(playwright));
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** The driver wants a folder with the package in it; the package itself stays where npm put it. */
    private static Path driver() {
        Path installed =
                Path.of("src/main/frontend/node_modules/playwright-core").toAbsolutePath();
        Path folder = Path.of("target/playwright").toAbsolutePath();
        Path link = folder.resolve("package");
        if (!Files.exists(installed.resolve("cli.js"))) {
            throw new IllegalStateException(
                    "Browser tests need the front end's packages; run: node src/main/frontend/build.mjs");
        }
        try {
            Files.createDirectories(folder);
            if (!Files.exists(link)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, installed);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path executable(Playwright playwright) {
        return onPath().or(() -> Optional.of(Path.of(playwright.chromium().executablePath()))
                        .filter(Files::exists))
                .or(Chromium::installed)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "Browser tests need Chromium on the PATH (on Debian: apt-get install chromium); leave them out with -DexcludedGroups=browser."));
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Build servers start from a bare machine and may install; a developer's machine is left alone. */
    private static Optional<Path> installed() {
        boolean may = System.getenv("CI") != null
                && "root".equals(System.getProperty("user.name"))
                && Stream.of("/usr/bin/apt-get").map(Path::of).allMatch(Files::isExecutable);
        if (!may) {
            return Optional.empty();
        }
        try {
            run("apt-get", "update", "-qq");
            run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return onPath();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
