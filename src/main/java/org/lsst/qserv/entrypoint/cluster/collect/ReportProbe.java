// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.readiness.ServiceReply;

/** Asks launchers and czars for reports that do not decide whether a component works. */
final class ReportProbe {
  private static final int OK = 200;
  private static final String QUERIES = "queries";

  /**
   * The running queries; the czar requires a time limit (30 days), and does not apply it to them.
   */
  private static final String RUNNING = "&last_seconds=2592000&query_status=EXECUTING";

  private final TimeSource time;
  private final Duration timeout;
  private final ServiceProbe services;

  ReportProbe(TimeSource time, Duration timeout) {
    this.time = time;
    this.timeout = timeout;
    this.services = new ServiceProbe(time, timeout);
  }

  /** Returns the state documents of a launcher; empty if its control port does not answer. */
  Optional<LauncherReply> launcher(URI uri) {
    try {
      // The request contains no secret, so any certificate is accepted.
      ServiceReply reply = new Checker(timeout).get(new Check.Http(uri, true));
      return reply.status() == OK
          ? LauncherReply.parse(reply.body(), ServiceProbe.source(uri), time.now())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns a task whose result is the number of running queries of all czars on the host of a
   * component, or empty if one of them does not report it; empty if the component does not report
   * queries or no czar is in the registry.
   */
  Optional<Supplier<Optional<Fact>>> queries(
      String instance, Observation czar, List<Observation> observations) {
    URI uri = czar.target().reports().get(QUERIES);
    if (uri == null || czar.trouble().isPresent()) {
      return Optional.empty();
    }
    // Each front end has a czar of its own, which registers with a port of its own.
    List<RegistryEntry> entries =
        observations.stream()
            .flatMap(one -> one.entries().stream())
            .flatMap(List::stream)
            .filter(entry -> isOf(entry, czar.target()) && entry.managementPort().isPresent())
            .toList();
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(() -> queries(uri, instance, entries));
  }

  private Optional<Fact> queries(URI uri, String instance, List<RegistryEntry> entries) {
    long sum = 0;
    for (RegistryEntry entry : entries) {
      Optional<Long> count = count(uri, instance, entry);
      if (count.isEmpty()) {
        return Optional.empty();
      }
      sum += count.get();
    }
    URI first = URI.create(address(uri, entries.getFirst()));
    return Optional.of(Fact.of(sum, ServiceProbe.source(first), time.now()));
  }

  private static boolean isOf(RegistryEntry entry, Target target) {
    return entry.isOf(target.host())
        && target
            .heartbeat()
            .filter(rule -> rule.group().equals(entry.group()) && rule.part().equals(entry.part()))
            .isPresent();
  }

  /**
   * Returns the number of running queries of a czar. Czars of earlier releases report all queries
   * of the last day without their status, so those do not count.
   */
  private Optional<Long> count(URI uri, String instance, RegistryEntry entry) {
    String parameters =
        "?instance_id=" + encoded(instance) + "&czar=" + encoded(entry.name()) + RUNNING;
    URI request = URI.create(address(uri, entry) + parameters);
    JsonReply reply = services.get(new Check.Http(request), timeout).json();
    return reply.isArray(QUERIES)
        ? Optional.of(reply.objects(QUERIES).stream().filter(ReportProbe::isRunning).count())
        : Optional.empty();
  }

  private static boolean isRunning(JsonReply query) {
    return query.text("status").filter("EXECUTING"::equals).isPresent();
  }

  /** The port is the one in the registry unless a fixed one is configured. */
  private static String address(URI uri, RegistryEntry entry) {
    OptionalInt port = uri.getPort() > 0 ? OptionalInt.of(uri.getPort()) : entry.managementPort();
    return uri.getScheme() + "://" + uri.getHost() + ":" + port.orElseThrow() + uri.getPath();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
