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
import org.lsst.qserv.entrypoint.fleet.FleetSubject;
import org.lsst.qserv.entrypoint.fleet.FleetSummary;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.plan.ModuleSchema;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaUpgrade;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;

/** Upgrades a module's schema in many databases: one log, one report, one handler of signals. */
public final class FleetUpgrades {
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Host host;
  private final Path stateDirectory;
  private final SchemaUpgrades upgrades;

  /**
   * Upgrades of a fleet.
   *
   * @param stateDirectory where the log is left, and reports without a place of their own
   * @param serverTimeout how long to wait for each server that is still starting; empty: it must
   *     run
   */
  public FleetUpgrades(Host host, Path stateDirectory, Optional<Duration> serverTimeout) {
    this.host = host;
    this.stateDirectory = stateDirectory;
    this.upgrades = new SchemaUpgrades(host, stateDirectory, serverTimeout);
  }

  /**
   * Runs one. From here on SIGTERM and Ctrl-C end it: no database is begun any more, and those
   * under way end after their running statement.
   *
   * @throws Failure for what concerns all of them: the list, the report, the scripts
   */
  public FleetSummary run(ModuleSchema schema, FleetRequest order, UpgradeOptions options)
      throws InterruptedException {
    List<FleetMember> fleet =
        order.fleet().map(text -> FleetList.read(text, order.password())).orElse(List.of());
    mindBackup(schema);
    FleetSubject subject = subject(schema, options);
    try (FleetReport report = report(order, subject)) {
      List<FleetMember> members = members(order, report, fleet);
      upgrades.stopOnSignal();
      List<FleetResult> results =
          members.isEmpty() ? List.of() : run(schema, order, options, members, report);
      return new FleetSummary(subject, report.file(), results);
    }
  }

  /** A command that does not say which server would save one of them, many times. */
  private static void mindBackup(ModuleSchema schema) {
    List<String> command = schema.backup();
    if (!command.isEmpty()
        && command.stream().noneMatch(word -> word.contains(BackupCommand.SERVER))) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "schema.backup-command is the same for every database of the fleet",
          "write " + BackupCommand.SERVER + " where host and port of the server belong");
    }
  }

  private static FleetSubject subject(ModuleSchema schema, UpgradeOptions options) {
    return new FleetSubject(
        schema.module(),
        options.to().orElseGet(() -> SchemaTargets.scripts(schema).newest()).number());
  }

  private FleetReport report(FleetRequest order, FleetSubject subject) {
    if (order.retry().isPresent()) {
      return FleetReport.resume(order.retry().get(), subject);
    }
    String name = "fleet-" + subject.module() + "-" + TIME.format(host.time().now()) + ".jsonl";
    return FleetReport.create(order.report().orElse(stateDirectory.resolve(name)), subject);
  }

  private static List<FleetMember> members(
      FleetRequest order, FleetReport report, List<FleetMember> fleet) {
    if (order.retry().isEmpty()) {
      return fleet;
    }
    return order.fleet().isPresent()
        ? report.unfinished(fleet)
        : report.unfinished(order.password());
  }

  private List<FleetResult> run(
      ModuleSchema schema,
      FleetRequest order,
      UpgradeOptions options,
      List<FleetMember> members,
      FleetReport report)
      throws InterruptedException {
    SchemaTarget any = SchemaTargets.of(schema, members.getFirst().url());
    Path file = stateDirectory.resolve("schema-" + schema.module() + ".log");
    try (UpgradeLog log = new UpgradeLog(host, file);
        FleetProgress progress = progress(members.size(), log)) {
      log.info(
          "fleet=" + schema.module() + " databases=" + members.size() + " report=" + report.file());
      Fleet fleet =
          new Fleet(
              members,
              member -> upgrade(schema, any.at(member.url()), options, log),
              order.limits(),
              host.time(),
              upgrades::isStopWanted,
              new Listener(host, log, progress, report));
      List<FleetResult> results = fleet.run();
      log.info("fleet=" + schema.module() + " ended: " + progress);
      return results;
    }
  }

  private FleetProgress progress(int databases, UpgradeLog log) {
    return host.isTerminal()
        ? new FleetProgress(databases, TERMINAL_INTERVAL, this::show)
        : new FleetProgress(databases, LOG_INTERVAL, line -> log.info("progress=\"" + line + "\""));
  }

  /** A line that the next one replaces. */
  private void show(String line) {
    Host.showReplaceable(host.err(), line);
  }

  private String upgrade(
      ModuleSchema schema, SchemaTarget target, UpgradeOptions options, UpgradeLog log)
      throws InterruptedException {
    upgrades.awaitServer(target);
    SchemaUpgrade.Result result =
        upgrades
            .upgrade(target, options, log.of(target.url().place()), upgrades.backup(schema, log))
            .run();
    return SchemaUpgrades.words(result);
  }

  private record Listener(Host host, UpgradeLog log, FleetProgress progress, FleetReport report)
      implements FleetListener {
    @Override
    public void begun(FleetMember member) {
      progress.begun(member);
      log.info("database=" + member.name() + " begun");
    }

    @Override
    public void ended(FleetResult result) {
      progress.ended(result);
      log.info(
          "database=%s state=%s exit=%d durationMs=%d detail=\"%s\""
              .formatted(
                  result.member().name(),
                  result.state(),
                  result.exit().number(),
                  result.took().toMillis(),
                  result.detail()));
      report.add(result, host.time().now());
    }
  }
}
