// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.cluster.page.SampleCluster;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;

/** Operates the page in Chromium. Screenshots are in {@code target/screenshots}. */
final class StatusPageIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static Playwright playwright;
  private static Browser browser;

  /** Uses the Chromium of the system, and downloads none. */
  @BeforeAll
  static void startBrowser() {
    String chromium = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright.chromium().launch(new LaunchOptions().setExecutablePath(Path.of(chromium)));
  }

  @AfterAll
  static void stopBrowser() {
    browser.close();
    playwright.close();
  }

  private static Page page(int width, ColorScheme scheme) {
    return browser
        .newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme))
        .newPage();
  }

  private static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  @ParameterizedTest(name = "{0} at {1} pixels with {2} workers, {3}")
  @CsvSource({
    "degraded, 1280, 2, LIGHT", "degraded, 1280, 2, DARK",
    "degraded, 400, 2, LIGHT", "degraded, 400, 2, DARK",
    "degraded, 1280, 71, LIGHT", "degraded, 1280, 71, DARK",
    "degraded, 400, 71, LIGHT", "degraded, 400, 71, DARK",
    "upgrading, 1280, 71, LIGHT", "upgrading, 400, 71, DARK",
    "serving, 1920, 71, DARK", "serving, 320, 2, LIGHT",
  })
  void screens(String state, int width, int workers, ColorScheme scheme) {
    Function<Instant, ClusterReport> report =
        switch (state) {
          case "degraded" -> time -> SampleCluster.degraded(time, workers);
          case "upgrading" -> time -> SampleCluster.upgrading(time, workers, 3);
          default -> time -> SampleCluster.serving(time, workers);
        };
    try (TestMonitor monitor =
            new TestMonitor(Optional.empty(), time -> SampleCluster.serving(time, workers));
        Page page = page(width, scheme)) {
      page.navigate(monitor.uri("/").toString());
      assertThat(page.locator(".verdict .state")).hasText("serving");
      monitor.show(report);
      assertThat(page.locator(".verdict .state")).hasText(state);
      screenshot(page, state + "-" + width + "-" + workers + "-" + scheme);
    }
  }
}
