// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.ProcessId;
import org.lsst.qserv.entrypoint.plan.ModuleSchema;
import org.lsst.qserv.entrypoint.process.Signals;
import org.lsst.qserv.entrypoint.schema.migrate.PreUpgradeHook;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaUpgrade;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeListener;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeMonitor;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;

/**
 * Runs upgrades: with their log, their progress, the backup before them, and an end after the
 * running statement when a signal asks for one. A hang-up is no such wish: the upgrade goes on when
 * its terminal is gone.
 */
public final class SchemaUpgrades {
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);

  private final Host host;
  private final Path stateDirectory;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final Optional<Duration> serverTimeout;

  /**
   * Upgrades of servers that run already.
   *
   * @param stateDirectory where logs and progress are left
   */
  public SchemaUpgrades(Host host, Path stateDirectory) {
    this(host, stateDirectory, Optional.empty());
  }

  /**
   * Upgrades.
   *
   * @param serverTimeout how long to wait for a server that is still starting; empty: it must run
   */
  public SchemaUpgrades(Host host, Path stateDirectory, Optional<Duration> serverTimeout) {
    this.host = host;
    this.stateDirectory = stateDirectory;
    this.serverTimeout = serverTimeout;
  }

  /** From here on a signal ends an upgrade after its running statement. */
  public void stopOnSignal() {
    Signals.onEndWanted(host, () -> stop.set(true));
  }

  /**
   * Runs one.
   *
   * @throws Failure as {@link SchemaUpgrade#run} does
   */
  public SchemaUpgrade.Result run(ModuleSchema schema, UpgradeOptions options)
      throws InterruptedException {
    return run(schema, SchemaTargets.of(schema), options);
  }

  /** Runs one on a server that is named apart. */
  public SchemaUpgrade.Result run(ModuleSchema schema, SchemaTarget target, UpgradeOptions options)
      throws InterruptedException {
    awaitServer(target);
    Path file = stateDirectory.resolve("schema-" + schema.module() + ".log");
    try (UpgradeLog log = new UpgradeLog(host, file);
        UpgradeMonitor _ = monitor(target, log)) {
      try {
        SchemaUpgrade.Result result = upgrade(schema, target, options, log).run();
        log.info(words(target, result));
        return result;
      } catch (Failure e) {
        log.failed("upgrade=" + target + " failed: " + e.problems().getFirst().what());
        throw e;
      }
    }
  }

  /** Waits for the server, if that was requested. */
  void awaitServer(SchemaTarget target) throws InterruptedException {
    if (serverTimeout.isPresent()) {
      new ServerWait(host.time(), stop::get).await(target.url(), serverTimeout.get());
    }
  }

  private UpgradeMonitor monitor(SchemaTarget target, UpgradeLog log) {
    return host.isTerminal()
        ? new UpgradeMonitor(target, TERMINAL_INTERVAL, this::show)
        : new UpgradeMonitor(target, LOG_INTERVAL, log::progress);
  }

  /** A line that the next one replaces. */
  private void show(Progress progress) {
    Host.showReplaceable(host.err(), progress);
  }

  private SchemaUpgrade upgrade(
      ModuleSchema schema, SchemaTarget target, UpgradeOptions options, UpgradeLog log) {
    return upgrade(target, options, log, backup(schema, log));
  }

  SchemaUpgrade upgrade(
      SchemaTarget target, UpgradeOptions options, UpgradeListener listener, PreUpgradeHook hook) {
    return new SchemaUpgrade(
        target,
        options,
        listener,
        host.time(),
        host.name() + " process " + ProcessId.own(),
        stop::get,
        hook);
  }

  /** Ends an interrupted upgrade of which nothing was executed; returns whether there was one. */
  public boolean abandon(SchemaTarget target, UpgradeOptions options) throws InterruptedException {
    return upgrade(target, options, UpgradeListener.SILENT, PreUpgradeHook.NONE).abandon();
  }

  /** Whether a signal asked for an end. */
  boolean isStopWanted() {
    return stop.get();
  }

  /** Returns the backup of a module's schema before an upgrade. */
  PreUpgradeHook backup(ModuleSchema schema, UpgradeLog log) {
    return new BackupCommand(host, schema.backup(), stop::get, log::info)::run;
  }

  /** What came of an upgrade, in a line. */
  public static String words(SchemaTarget target, SchemaUpgrade.Result result) {
    return target + " " + words(result);
  }

  static String words(SchemaUpgrade.Result result) {
    return result.statements() == 0 && result.from().equals(result.to())
        ? "has version " + result.to() + ": nothing to do"
        : "upgraded from "
            + result.from()
            + " to "
            + result.to()
            + " ("
            + result.statements()
            + (result.statements() == 1 ? " statement)" : " statements)");
  }
}
