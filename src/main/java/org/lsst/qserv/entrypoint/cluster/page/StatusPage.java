// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.cluster.report.ClusterReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.InstanceState;
import org.lsst.qserv.entrypoint.cluster.snapshot.Snapshot;

/** Renders the pages from snapshots. Thread-safe. */
public final class StatusPage {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{ (\\w+) }}");

  /** Without the script, a page is loaded again less often, because that moves the reader. */
  private static final Duration MIN_RELOAD = Duration.ofSeconds(30);

  private final String template = PageFiles.read("page.html");
  private final String version;

  /**
   * Creates the pages.
   *
   * @param version the version of this program
   */
  public StatusPage(String version) {
    this.version = version;
  }

  /** Returns the style sheet. */
  public static String styles() {
    return PageFiles.read("style.css");
  }

  /** Returns the script, without which the page works, too. */
  public static String script() {
    return PageFiles.read("page.js");
  }

  /** Returns the icon of the page in a state, as SVG. */
  public static String icon(InstanceState state) {
    return PageFiles.read("icon-" + state + ".svg");
  }

  /** Returns the page on all instances. */
  public String overview(Snapshot snapshot, Instant now) {
    TimeText times = new TimeText(now);
    Html main = main();
    List<InstanceReport> instances =
        snapshot.report().map(ClusterReport::instances).orElse(List.of());
    if (snapshot.report().isEmpty()) {
      main.add(Html.element("p", "The first collection has not finished yet.").styled("none"));
    } else if (instances.isEmpty()) {
      main.add(Html.element("p", "The description contains no instance.").styled("none"));
    }
    if (instances.size() > 1) {
      main.add(InstanceSection.navigation(instances));
    }
    instances.forEach(instance -> main.add(new InstanceSection(times).of(instance)));
    if (snapshot.report().isPresent()) {
      main.add(new HistoryTable(times).of(snapshot.changes(), instances.size() > 1));
    }
    return fill(snapshot, now, title(instances), main);
  }

  /**
   * Returns the page on a host.
   *
   * @return empty if the report has no such host
   */
  public Optional<String> host(
      Snapshot snapshot, Instant now, String instance, String role, String host) {
    return snapshot.report().stream()
        .flatMap(report -> report.instances().stream())
        .filter(one -> one.id().equals(instance))
        .flatMap(one -> ObservedHost.byRole(one).getOrDefault(role, List.of()).stream())
        .filter(one -> one.name().equals(host))
        .findFirst()
        .map(one -> {
          String state = one.condition().word();
          Html main = main().add(back()).add(new HostSection(new TimeText(now)).of(one));
          return fill(snapshot, now, state + " – " + one.name(), main);
        });
  }

  /** Returns the page for an address that does not exist. */
  public String notFound(Snapshot snapshot, Instant now) {
    Html main =
        main()
            .add(back())
            .add(Html.element("h2", "Not found"))
            .add(
                Html.element("p", "The latest report does not contain what this address names.")
                    .styled("none"));
    return fill(snapshot, now, "not found", main);
  }

  private static Html main() {
    return Html.element("main").with("id", "content").with("tabindex", "-1");
  }

  private static Html back() {
    return Html.element("nav")
        .with("aria-label", "Breadcrumb")
        .styled("back")
        .add(Html.element("a", "All instances").with("href", "./"));
  }

  private static String title(List<InstanceReport> instances) {
    return instances.isEmpty()
        ? "no data"
        : String.join(
            ", ",
            instances.stream()
                .map(instance -> instance.verdict().state() + " – " + instance.id())
                .toList());
  }

  private String fill(Snapshot snapshot, Instant now, String title, Html main) {
    Duration interval = snapshot.interval();
    Duration reload = interval.compareTo(MIN_RELOAD) > 0 ? interval : MIN_RELOAD;
    InstanceState worst =
        snapshot.isOld(now)
            ? InstanceState.UNKNOWN
            : snapshot.report().map(ClusterReport::worstState).orElse(InstanceState.UNKNOWN);
    Map<String, String> values =
        Map.of(
            "title", Html.escape(title),
            "state", worst.toString(),
            "reload", String.valueOf(reload.toSeconds()),
            "interval", String.valueOf(Math.max(1, interval.toSeconds())),
            "lifetime", String.valueOf(snapshot.lifetime().toSeconds()),
            "now", Html.escape(now.toString()),
            "collection", CollectionNote.of(snapshot, now).toString(),
            "main", main.toString(),
            "version", Html.escape(version));
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))));
  }
}
