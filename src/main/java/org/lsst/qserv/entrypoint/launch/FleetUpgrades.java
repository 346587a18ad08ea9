// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.fleet.Fleet;
import org.lsst.qserv.entrypoint.fleet.FleetList;
import org.lsst.qserv.entrypoint.fleet.FleetListener;
import org.lsst.qserv.entrypoint.fleet.FleetMember;
import org.lsst.qserv.entrypoint.fleet.FleetProgress;
import org.lsst.qserv.entrypoint.fleet.FleetReport;
import org.lsst.qserv.entrypoint.fleet.FleetResult;
import org.lsst.qserv.entrypoint.fleet.FleetSummary;
import org.lsst.qserv.entrypoint.fleet.UpgradeTarget;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.plan.ModuleSchema;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaUpgrade;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;

/**
 * Upgrades the schema of a module in many databases, with one log, one report and one signal
 * handler.
 */
public final class FleetUpgrades {
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Host host;
  private final Path stateDirectory;
  private final SchemaUpgrades upgrades;

  /**
   * Creates the upgrades of a fleet.
   *
   * @param stateDirectory the directory of the log and, by default, of the report
   * @param serverTimeout how long to wait for each server that is starting; empty if the servers
   *     must be running already
   */
  public FleetUpgrades(Host host, Path stateDirectory, Optional<Duration> serverTimeout) {
    this.host = host;
    this.stateDirectory = stateDirectory;
    this.upgrades = new SchemaUpgrades(host, stateDirectory, serverTimeout);
  }

  /**
   * Upgrades the databases of a request. SIGTERM and Ctrl-C stop it: no further upgrade starts, and
   * running upgrades stop after their current statement.
   *
   * @throws Failure if the list, the report or the scripts have a problem
   */
  public FleetSummary run(ModuleSchema schema, FleetRequest request, UpgradeOptions options)
      throws InterruptedException {
    List<FleetMember> fleet =
        request.fleet().map(text -> FleetList.read(text, request.defaults())).orElse(List.of());
    requireServerPlaceholder(schema);
    UpgradeTarget target = target(schema, options);
    try (FleetReport report = report(request, target)) {
      List<FleetMember> members = members(request, report, fleet);
      upgrades.stopOnSignal();
      List<FleetResult> results =
          members.isEmpty() ? List.of() : run(schema, request, options, members, report);
      return new FleetSummary(target, report.file(), results);
    }
  }

  /** A backup command without the server would back up the same server once per database. */
  private static void requireServerPlaceholder(ModuleSchema schema) {
    List<String> command = schema.backup();
    if (!command.isEmpty()
        && command.stream()
            .noneMatch(argument ->
                argument.contains(BackupCommand.SERVER)
                    || argument.contains(BackupCommand.OPTIONS))) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "schema.backup-command does not specify the server",
          "use the placeholder "
              + BackupCommand.SERVER
              + " for the host and port of the server, or "
              + BackupCommand.OPTIONS
              + " for an option file of MariaDB's clients");
    }
  }

  private static UpgradeTarget target(ModuleSchema schema, UpgradeOptions options) {
    return new UpgradeTarget(
        schema.module(),
        options.to().orElseGet(() -> SchemaTargets.scripts(schema).newest()).number());
  }

  private FleetReport report(FleetRequest request, UpgradeTarget target) {
    if (request.retry().isPresent()) {
      return FleetReport.resume(request.retry().get(), target);
    }
    String name = "fleet-" + target.module() + "-" + TIME.format(host.time().now()) + ".jsonl";
    return FleetReport.create(request.report().orElse(stateDirectory.resolve(name)), target);
  }

  private static List<FleetMember> members(
      FleetRequest request, FleetReport report, List<FleetMember> fleet) {
    if (request.retry().isEmpty()) {
      return fleet;
    }
    return request.fleet().isPresent()
        ? report.unfinished(fleet)
        : report.unfinished(request.defaults());
  }

  private List<FleetResult> run(
      ModuleSchema schema,
      FleetRequest request,
      UpgradeOptions options,
      List<FleetMember> members,
      FleetReport report)
      throws InterruptedException {
    SchemaTarget any = SchemaTargets.of(schema, members.getFirst().url());
    Path file = stateDirectory.resolve("schema-" + schema.module() + ".log");
    try (UpgradeLog log = new UpgradeLog(host, file, _ -> {});
        FleetProgress progress = progress(members.size(), log)) {
      log.info(
          "fleet=" + schema.module() + " databases=" + members.size() + " report=" + report.file());
      Fleet fleet =
          new Fleet(
              members,
              member -> upgrade(schema, any.at(member.url()), options, log),
              request.limits(),
              host.time(),
              upgrades::isStopRequested,
              new Listener(host, log, progress, report));
      List<FleetResult> results = fleet.run();
      log.info("fleet=" + schema.module() + " finished progress=\"" + progress + "\"");
      return results;
    }
  }

  private FleetProgress progress(int databases, UpgradeLog log) {
    return host.supportsTerminalControl()
        ? new FleetProgress(databases, TERMINAL_INTERVAL, this::show)
        : new FleetProgress(databases, LOG_INTERVAL, line -> log.info("progress=\"" + line + "\""));
  }

  private void show(String line) {
    Host.showReplaceable(host.err(), line);
  }

  private String upgrade(
      ModuleSchema schema, SchemaTarget target, UpgradeOptions options, UpgradeLog log)
      throws InterruptedException {
    upgrades.awaitServer(target);
    SchemaUpgrade.Result result =
        upgrades
            .upgrade(target, options, log.of(target.url().address()), upgrades.backup(schema, log))
            .run();
    return SchemaUpgrades.summary(result);
  }

  private record Listener(Host host, UpgradeLog log, FleetProgress progress, FleetReport report)
      implements FleetListener {
    @Override
    public void started(FleetMember member) {
      progress.started(member);
      log.info("database=" + member.name() + " started");
    }

    @Override
    public void finished(FleetResult result) {
      progress.finished(result);
      log.info(
          "database=%s state=%s exit=%d durationMs=%d detail=\"%s\""
              .formatted(
                  result.member().name(),
                  result.state(),
                  result.exit().number(),
                  result.duration().toMillis(),
                  result.detail()));
      report.add(result, host.time().now());
    }
  }
}
