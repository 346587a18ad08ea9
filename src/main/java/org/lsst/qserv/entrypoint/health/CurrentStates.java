// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.health.Probe.Verdict;
import org.lsst.qserv.entrypoint.health.StateDocument.ComponentReport;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.CheckResult;
import org.lsst.qserv.entrypoint.supervise.ComponentState;

/**
 * The current states of this container. A service that replaced its launcher cannot update its
 * document, so its readiness is checked when the document is read.
 */
public final class CurrentStates {
  private final Host host;
  private final StateFiles files;
  private final Probe probe;

  public CurrentStates(Host host, Path directory, Function<Check, CheckResult> checker) {
    this.host = host;
    this.files = new StateFiles(directory);
    this.probe = new Probe(host, checker);
  }

  /** Returns the documents of all launches of this container. */
  public List<StateDocument> read() throws IOException {
    return files.read(host).stream()
        .map(state -> state.executed() ? checked(state) : state)
        .toList();
  }

  private StateDocument checked(StateDocument state) {
    return new StateDocument(
        state.role(),
        state.component(),
        state.releaseLine(),
        state.identity(),
        state.executed(),
        state.mode(),
        state.components().stream().map(component -> checked(state, component)).toList());
  }

  private ComponentReport checked(StateDocument state, ComponentReport component) {
    Verdict verdict = probe.ready(state, component, false);
    return new ComponentReport(
        component.name(),
        verdict.passed() ? ComponentState.READY : ComponentState.UNREADY,
        verdict.reason(),
        Optional.empty(),
        component.since(),
        component.restarts(),
        component.modes(),
        component.check(),
        component.versions().current(component.check()),
        Optional.of(state.identity()));
  }

  /** Returns the documents as a JSON array, in the format of the state files. */
  public static String json(List<StateDocument> states) {
    return json(states, List.of());
  }

  /** Returns the documents as a JSON array, each with the space of the volumes. */
  public static String json(List<StateDocument> states, List<VolumeSpace> volumes) {
    return states.stream()
        .map(state -> StateJson.write(state, volumes))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
