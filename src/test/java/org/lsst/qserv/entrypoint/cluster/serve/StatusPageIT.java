// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.cluster.page.SampleCluster;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;

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

  private final List<String> errors = new CopyOnWriteArrayList<>();

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

  /** Opens a page, which must neither log an error nor be wider than its window. */
  private Page open(TestMonitor monitor, String path, int width, ColorScheme scheme) {
    Page page = page(width, scheme);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        errors.add(message.text());
      }
    });
    page.onPageError(errors::add);
    page.onDialog(dialog -> errors.add("a dialog: " + dialog.message()));
    page.navigate(monitor.uri(path).toString());
    return page;
  }

  private static void assertFits(Page page) {
    assertThat(
            (Boolean)
                page.evaluate("() => document.scrollingElement.scrollWidth <= window.innerWidth"))
        .as("no horizontal scrolling")
        .isTrue();
  }

  @AfterEach
  void thePagesLoggedNoError() {
    assertThat(errors).isEmpty();
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
  void showsAChangedStateInPlace(String state, int width, int workers, ColorScheme scheme) {
    Function<Instant, ClusterReport> serving = time -> SampleCluster.serving(time, workers);
    Function<Instant, ClusterReport> changed =
        switch (state) {
          case "degraded" -> time -> SampleCluster.degraded(time, workers);
          case "upgrading" -> time -> SampleCluster.upgrading(time, workers, 3);
          default -> serving;
        };
    try (TestMonitor monitor = new TestMonitor(Optional.empty(), serving);
        Page page = open(monitor, "/", width, scheme)) {
      assertThat(page.locator(".verdict .state")).hasText("serving");
      monitor.show(changed);
      assertThat(page.locator(".verdict .state")).hasText(state);
      assertThat(page.locator("section[id=role-dr1-worker] .tile")).hasCount(workers);
      assertThat(page).hasTitle(state + " – dr1 · Qserv");
      assertFits(page);
      screenshot(page, state + "-" + width + "-" + workers + "-" + scheme);
    }
  }

  @Test
  void anUpdateKeepsFocusAndScrollPosition() {
    try (TestMonitor monitor =
            new TestMonitor(Optional.empty(), time -> SampleCluster.serving(time, 71));
        Page page = open(monitor, "/", 400, ColorScheme.LIGHT)) {
      Locator tile = page.locator(".tile").nth(50);
      tile.focus();
      Object before =
          page.evaluate("() => Math.round(document.activeElement.getBoundingClientRect().top)");
      monitor.show(time -> SampleCluster.upgrading(time, 71, 3));
      assertThat(page.locator(".verdict .state")).hasText("upgrading");

      assertThat(tile).isFocused();
      assertThat(
              page.evaluate("() => Math.round(document.activeElement.getBoundingClientRect().top)"))
          .as("scroll anchoring keeps the tile where it was")
          .isEqualTo(before);
    }
  }

  @Test
  void theStepOfAnUpgradeIsLive() {
    AtomicLong step = new AtomicLong(1);
    try (TestMonitor monitor =
            new TestMonitor(
                Optional.empty(), time -> SampleCluster.upgrading(time, 2, step.get()));
        Page page = open(monitor, "/", 1280, ColorScheme.LIGHT)) {
      Locator progress =
          page.getByRole(
              AriaRole.PROGRESSBAR,
              new Page.GetByRoleOptions().setName("progress of database on worker-0.worker"));
      assertThat(progress.first()).hasAttribute("value", "0");
      step.set(8);
      assertThat(progress.first()).hasAttribute("value", "7");
      assertThat(page.locator(".tile").first()).containsText("upgrade 58 %");
    }
  }

  @Test
  void theKeyboardReachesTheContentAndAHost() {
    try (TestMonitor monitor =
            new TestMonitor(Optional.empty(), time -> SampleCluster.degraded(time, 71));
        Page page = open(monitor, "/", 1280, ColorScheme.DARK)) {
      assertThat(page.locator(".tile")).hasCount(71);
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.locator("main")).isFocused();
      page.keyboard().press("Tab");
      assertThat(page.locator(".problem a").first()).isFocused();
      page.keyboard().press("Enter");

      assertThat(
              page.getByRole(
                  AriaRole.HEADING, new Page.GetByRoleOptions().setName("worker-0.worker")))
          .isVisible();
      assertThat(page.locator(".sources").first()).containsText("SQL monitor@worker-0.worker:3306");
      assertFits(page);
      screenshot(page, "host-1280-DARK");
      page.goBack();
      assertThat(page.locator(".tile")).hasCount(71);
    }
  }

  @Test
  void thePageOfAHostUpdatesInPlaceOnANarrowScreen() {
    try (TestMonitor monitor =
            new TestMonitor(Optional.empty(), time -> SampleCluster.serving(time, 71));
        Page page =
            open(
                monitor,
                "/host?instance=dr1&role=worker&host=worker-70.worker",
                400,
                ColorScheme.LIGHT)) {
      monitor.show(time -> SampleCluster.degraded(time, 71));
      assertThat(page.locator(".verdict .state")).hasText("access denied");
      assertThat(page.locator(".problem")).hasCount(2);
      assertFits(page);
      screenshot(page, "host-400-LIGHT");
    }
  }

  @Test
  void onlyAChangedVerdictIsAnnounced() {
    try (TestMonitor monitor =
            new TestMonitor(Optional.empty(), time -> SampleCluster.serving(time, 2));
        Page page = open(monitor, "/", 1280, ColorScheme.LIGHT)) {
      Locator age = page.locator("#collection");
      String first = age.textContent();
      assertThat(age).not().hasText(first); // updated at least once
      assertThat(page.locator("#announcement")).hasText("");
      monitor.show(time -> SampleCluster.degraded(time, 2));
      assertThat(page.locator("#announcement")).hasText("dr1 release line http: degraded");
      assertThat(page.locator("[aria-live]")).hasCount(0);
    }
  }

  @Test
  void worksWithoutJavaScript() {
    try (TestMonitor monitor =
            new TestMonitor(Optional.empty(), time -> SampleCluster.degraded(time, 71));
        BrowserContext context =
            browser.newContext(
                new Browser.NewContextOptions()
                    .setJavaScriptEnabled(false)
                    .setViewportSize(400, 900));
        Page page = context.newPage()) {
      page.navigate(monitor.uri("/").toString());
      assertThat(page.locator(".tile")).hasCount(71);
      assertThat(page.locator("meta[http-equiv=refresh]")).hasAttribute("content", "30");
      assertThat(page.locator("footer .script")).isHidden();
      page.locator(".tile").nth(70).click();
      assertThat(page.locator(".verdict .state")).hasText("access denied");
    }
  }

  @Test
  void aLostConnectionIsShownUntilItReturns() {
    TestMonitor monitor = new TestMonitor(Optional.empty(), time -> SampleCluster.serving(time, 2));
    try (monitor;
        Page page = page(1280, ColorScheme.LIGHT)) {
      page.navigate(monitor.uri("/").toString());
      assertThat(page.locator("#connection")).isHidden();
      page.route("**/*", Route::abort);
      assertThat(page.locator("#connection")).containsText("No connection to the monitor");
      page.unroute("**/*");
      assertThat(page.locator("#connection")).isHidden();
    }
  }

  @Test
  void oldDataIsMarked() {
    Instant start = Instant.now();
    try (TestMonitor monitor =
            new TestMonitor(
                Optional.empty(), _ -> SampleCluster.serving(start.minusSeconds(600), 71));
        Page page = open(monitor, "/", 1280, ColorScheme.LIGHT)) {
      assertThat(page.locator("#collection"))
          .containsText("This data is old. The current state is unknown");
      assertThat(page.locator("#collection time").first()).hasText("10 min");
      screenshot(page, "old-1280-LIGHT");
    }
  }

  @Test
  void severalInstancesAreOnOnePage() {
    try (TestMonitor monitor =
            new TestMonitor(
                Optional.empty(),
                time -> {
                  List<InstanceReport> instances = new ArrayList<>();
                  instances.addAll(SampleCluster.degraded(time, 71).instances());
                  instances.add(SampleCluster.instance("dr2", 2, time));
                  return new ClusterReport(time, instances);
                });
        Page page = open(monitor, "/", 1280, ColorScheme.LIGHT)) {
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("dr2 serving")).click();
      assertThat(page.locator("#instance-dr2 .verdict")).isInViewport();
      screenshot(page, "two-instances-1280-LIGHT");
    }
  }

  /** Checks names and format of the metrics with Prometheus's own tool. */
  @Test
  void promtoolAcceptsTheMetrics() throws Exception {
    try (TestMonitor monitor =
            new TestMonitor(Optional.empty(), time -> SampleCluster.degraded(time, 71));
        HttpClient client = HttpClient.newHttpClient()) {
      monitor.awaitReport();
      String metrics =
          client
              .send(
                  HttpRequest.newBuilder(monitor.uri("/metrics"))
                      .timeout(Duration.ofSeconds(30))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      String promtool = Optional.ofNullable(System.getenv("PROMTOOL")).orElse("promtool");
      Process process =
          new ProcessBuilder(List.of(promtool, "check", "metrics"))
              .redirectErrorStream(true)
              .start();
      try (OutputStream out = process.getOutputStream()) {
        out.write(metrics.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(process.getInputStream()).asString(StandardCharsets.UTF_8).isEmpty();
      assertThat(process.waitFor()).isZero();
    }
  }
}
