// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.ProcessId;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.plan.ModuleSchema;
import org.lsst.qserv.entrypoint.process.Signals;
import org.lsst.qserv.entrypoint.schema.migrate.PreUpgradeHook;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaTarget;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaUpgrade;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeListener;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeMonitor;
import org.lsst.qserv.entrypoint.schema.migrate.UpgradeOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs upgrades with a log, progress and a backup. SIGTERM and SIGINT stop an upgrade after its
 * current statement. SIGHUP does not: an upgrade continues when its terminal is lost.
 */
public final class SchemaUpgrades {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaUpgrades.class);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);

  private final Host host;
  private final Path stateDirectory;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final Optional<Duration> serverTimeout;
  private final Consumer<TaskProgress> progress;

  /**
   * Creates upgrades of servers that are already running.
   *
   * @param stateDirectory the directory of logs and progress files
   */
  public SchemaUpgrades(Host host, Path stateDirectory) {
    this(host, stateDirectory, Optional.empty());
  }

  /**
   * Creates upgrades of servers that are already running, as a step of a launch.
   *
   * @param progress receives the progress, at most ten times a second
   */
  SchemaUpgrades(Host host, Path stateDirectory, Consumer<TaskProgress> progress) {
    this(host, stateDirectory, Optional.empty(), progress);
  }

  /**
   * Creates upgrades.
   *
   * @param serverTimeout how long to wait for a server that is starting; empty if it must be
   *     running already
   */
  public SchemaUpgrades(Host host, Path stateDirectory, Optional<Duration> serverTimeout) {
    this(host, stateDirectory, serverTimeout, _ -> {});
  }

  private SchemaUpgrades(
      Host host,
      Path stateDirectory,
      Optional<Duration> serverTimeout,
      Consumer<TaskProgress> progress) {
    this.host = host;
    this.stateDirectory = stateDirectory;
    this.serverTimeout = serverTimeout;
    this.progress = progress;
  }

  /** Installs the signal handler that stops upgrades after their current statement. */
  public void stopOnSignal() {
    Signals.onShutdownRequested(
        host,
        () -> {
          if (!stop.getAndSet(true)) {
            LOG.info("stop requested: an upgrade stops after its current statement");
          }
        });
  }

  /**
   * Runs an upgrade of a module's own server.
   *
   * @throws Failure as {@link SchemaUpgrade#run} does
   */
  public SchemaUpgrade.Result run(ModuleSchema schema, UpgradeOptions options)
      throws InterruptedException {
    return run(schema, SchemaTargets.of(schema), options);
  }

  /** Runs an upgrade of a specific server. */
  public SchemaUpgrade.Result run(ModuleSchema schema, SchemaTarget target, UpgradeOptions options)
      throws InterruptedException {
    awaitServer(target);
    Path file = stateDirectory.resolve("schema-" + schema.module() + ".log");
    try (UpgradeLog log = new UpgradeLog(host, file, progress);
        UpgradeMonitor _ = monitor(target, log)) {
      try {
        SchemaUpgrade.Result result = upgrade(schema, target, options, log).run();
        log.info(summary(target, result));
        return result;
      } catch (Failure e) {
        log.failed("upgrade=" + target + " failed: " + e.problems().getFirst().what());
        throw e;
      }
    }
  }

  /** Waits for the server if there is a timeout. */
  void awaitServer(SchemaTarget target) throws InterruptedException {
    if (serverTimeout.isPresent()) {
      new ServerWait(host.time(), stop::get).await(target.url(), serverTimeout.get());
    }
  }

  private UpgradeMonitor monitor(SchemaTarget target, UpgradeLog log) {
    return host.supportsTerminalControl()
        ? new UpgradeMonitor(target, TERMINAL_INTERVAL, this::show)
        : new UpgradeMonitor(target, LOG_INTERVAL, log::progress);
  }

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

  /**
   * Discards an interrupted upgrade that has executed nothing, and returns whether there was one.
   */
  public boolean abandon(SchemaTarget target, UpgradeOptions options) throws InterruptedException {
    return upgrade(target, options, UpgradeListener.SILENT, PreUpgradeHook.NONE).abandon();
  }

  /** Returns whether a signal has requested a stop. */
  boolean isStopRequested() {
    return stop.get();
  }

  /** Returns the hook that backs up a module's schema before an upgrade. */
  PreUpgradeHook backup(ModuleSchema schema, UpgradeLog log) {
    return new BackupCommand(host, stateDirectory, schema.backup(), stop::get, log::info)::run;
  }

  /** Returns the result of an upgrade in one line. */
  public static String summary(SchemaTarget target, SchemaUpgrade.Result result) {
    return target + " " + summary(result);
  }

  static String summary(SchemaUpgrade.Result result) {
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
