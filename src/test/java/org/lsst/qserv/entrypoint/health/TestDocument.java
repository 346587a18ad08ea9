// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.health.StateDocument.ModeState;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.mode.Mode;
import org.lsst.qserv.entrypoint.mode.ModeSources;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/** Builds state documents for tests. By default, a launcher in mode full that supervises xrootd. */
public final class TestDocument {
  /** A time of which each field differs from the others. */
  public static final Instant SINCE = Instant.parse("2026-01-02T03:04:05.678Z");

  private static final String CONTAINER = "mnt:[4026531840]";
  private static final String BOOT = "boot-id";
  private static final long START = 100;

  /** A process that runs on {@link #host}. */
  public static final ProcessIdentity ALIVE = process(7);

  private String role = "worker";
  private Optional<String> component = Optional.empty();
  private Optional<String> releaseLine = Optional.empty();
  private ProcessIdentity identity = ALIVE;
  private boolean executed;

  /**
   * Without a stored mode. Not even root can create files in /proc, so no test stores one there.
   */
  private ModeState mode =
      mode(Mode.FULL, new ModeSources(Optional.empty(), Path.of("/proc/no-mode"), Mode.FULL));

  private List<ComponentReport> components = List.of(report("xrootd", ComponentState.READY));

  /** Prepares a machine on which a process with pid 7 runs, in the container of the documents. */
  public static TestHost host(Path root) {
    return runProcess(host(root, CONTAINER), 7);
  }

  /** Makes a machine one on which a process with a pid runs as well. */
  public static TestHost runProcess(TestHost host, long pid) {
    return host.file("proc/" + pid + "/stat", ProcessIdentityTest.stat(pid, "xrootd", 'S', START));
  }

  /** Prepares a machine in another container, without any process. */
  static TestHost host(Path root, String container) {
    return new TestHost(root)
        .file("proc/sys/kernel/random/boot_id", BOOT + "\n")
        .symbolicLink("proc/self/ns/mnt", container);
  }

  /** Returns a process of the container, which need not be alive. */
  public static ProcessIdentity process(long pid) {
    return new ProcessIdentity(CONTAINER, BOOT, pid, START);
  }

  /** Returns a mode since {@link #SINCE}, from the setting. */
  public static ModeState mode(Mode mode, ModeSources sources) {
    return new ModeState(mode, "the 'mode' setting", SINCE, "", sources);
  }

  /** Returns the report of a component of mode full whose process is {@link #ALIVE}. */
  public static ComponentReport report(String name, ComponentState state) {
    return report(name, state, Optional.empty(), Optional.of(ALIVE));
  }

  /** Returns the report of a component of mode full. */
  public static ComponentReport report(
      String name, ComponentState state, Optional<Check> check, Optional<ProcessIdentity> process) {
    return report(name, state, check, ComponentVersions.NONE, process);
  }

  /**
   * Returns the report of a component that has found versions. Unless parked, it is of mode full.
   */
  public static ComponentReport report(
      String name,
      ComponentState state,
      Optional<Check> check,
      ComponentVersions versions,
      Optional<ProcessIdentity> process) {
    return new ComponentReport(
        name,
        state,
        "its reason",
        Optional.empty(),
        SINCE,
        0,
        state == ComponentState.PARKED ? Set.of() : Set.of(Mode.FULL),
        check,
        versions,
        process);
  }

  /** Returns the report of a component that is doing something that may take long. */
  public static ComponentReport report(
      String name, ComponentState state, String reason, TaskProgress progress) {
    return new ComponentReport(
        name,
        state,
        reason,
        Optional.of(progress),
        SINCE,
        0,
        Set.of(Mode.FULL),
        Optional.empty(),
        ComponentVersions.NONE,
        Optional.empty());
  }

  /** Returns a report with other modes in which the component runs. */
  public static ComponentReport modes(ComponentReport report, Mode... modes) {
    return new ComponentReport(
        report.name(),
        report.state(),
        report.reason(),
        report.progress(),
        report.since(),
        report.restarts(),
        Set.of(modes),
        report.check(),
        report.versions(),
        report.process());
  }

  public TestDocument role(String name) {
    role = name;
    return this;
  }

  public TestDocument component(String name) {
    component = Optional.of(name);
    return this;
  }

  public TestDocument releaseLine(String line) {
    releaseLine = Optional.of(line);
    return this;
  }

  public TestDocument identity(ProcessIdentity process) {
    identity = process;
    return this;
  }

  /** Makes the launch one whose service was executed in place of the launcher. */
  public TestDocument executed() {
    executed = true;
    return this;
  }

  public TestDocument mode(ModeState state) {
    mode = state;
    return this;
  }

  public TestDocument sources(ModeSources sources) {
    return mode(mode(mode.mode(), sources));
  }

  public TestDocument components(ComponentReport... reports) {
    components = List.of(reports);
    return this;
  }

  public StateDocument build() {
    return new StateDocument(role, component, releaseLine, identity, executed, mode, components);
  }
}
