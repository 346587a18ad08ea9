// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.process.SignalName;

/**
 * Decides what happens to the components of a role. It compares the components that should run with
 * the state of each component, and requests actions that bring them closer. It starts no process
 * and no thread, so that every decision can be tested with events. Not thread-safe.
 *
 * <p>A component starts when the components that it is after are ready, and stops when the
 * components that are after it have stopped. Independent components start and stop in parallel.
 */
final class Reconciler {
  private final TimeSource time;
  private final boolean holdFailures;
  private final Map<String, ComponentMachine> machines = new LinkedHashMap<>();
  private final List<Action> actions = new ArrayList<>();

  private Set<String> desired = Set.of();
  private String parkReason = "";
  private int stopRequests;

  /** Why the role ends; empty as long as it runs. */
  private Optional<Outcome> ending = Optional.empty();

  /**
   * Creates a reconciler that runs nothing until a {@link Event.DesiredChanged}.
   *
   * @param holdFailures whether a failed component stays failed until a retry, instead of ending
   *     the role
   */
  Reconciler(TimeSource time, boolean holdFailures) {
    this.time = time;
    this.holdFailures = holdFailures;
  }

  /** Handles an event and returns the actions to execute, in order. */
  List<Action> handle(Event event) {
    actions.clear();
    switch (event) {
      case Event.AttemptEvent attempt -> machineOf(attempt.component()).on(attempt);
      case Event.StopRequested _ -> stopRequested();
      case Event.DesiredChanged changed -> change(changed);
      case Event.RetryRequested _ -> machines.values().forEach(ComponentMachine::retry);
      case Event.Tick _ -> {}
    }
    long now = time.nanos();
    machines.values().stream()
        .filter(machine -> machine.deadline().hasPassed(now))
        .forEach(ComponentMachine::onDeadline);
    endIfAComponentEnded();
    stopWhatShouldNotRun();
    startWhatShouldRun();
    return List.copyOf(actions);
  }

  private void change(Event.DesiredChanged changed) {
    desired = changed.desired().stream().map(SupervisedComponent::name).collect(Collectors.toSet());
    parkReason = changed.reason();
    changed.desired().forEach(component -> machineOf(component.name()).update(component));
    changed.parked().forEach(this::machineOf);
  }

  private ComponentMachine machineOf(String component) {
    return machines.computeIfAbsent(
        component, name -> new ComponentMachine(name, time, actions::add));
  }

  private void stopRequested() {
    stopRequests++;
    if (ending.isEmpty()) {
      ending = Optional.of(new Outcome(ExitCode.OK.number(), Optional.empty()));
    }
    if (isShortened()) {
      machines.values().forEach(ComponentMachine::shortenGrace);
    }
  }

  /** A second request means that the user does not want to wait. */
  private boolean isShortened() {
    return stopRequests > 1;
  }

  private void endIfAComponentEnded() {
    if (ending.isEmpty() && !holdFailures) {
      ending =
          machines.values().stream().flatMap(machine -> machine.outcome().stream()).findFirst();
    }
  }

  private boolean shouldRun(ComponentMachine machine) {
    return ending.isEmpty() && desired.contains(machine.name());
  }

  private void stopWhatShouldNotRun() {
    ComponentState target = ending.isEmpty() ? ComponentState.PARKED : ComponentState.STOPPED;
    String why = ending.isEmpty() ? parkReason : "the role is stopping";
    boolean changed = true;
    while (changed) { // a component that stops immediately lets those that it depends on stop
      changed = false;
      for (ComponentMachine machine : List.copyOf(machines.values()).reversed()) {
        if (!shouldRun(machine)
            && dependents(machine).allMatch(other -> other.state().isInactive())) {
          ComponentState before = machine.state();
          machine.stop(target, why, isShortened());
          changed |= machine.state() != before;
        }
      }
    }
  }

  private Stream<ComponentMachine> dependents(ComponentMachine machine) {
    return machines.values().stream().filter(other -> other.after().contains(machine.name()));
  }

  private void startWhatShouldRun() {
    for (ComponentMachine machine : machines.values()) {
      if (shouldRun(machine) && isStartable(machine.state())) {
        List<String> awaited = awaited(machine);
        if (awaited.isEmpty()) {
          machine.prepare();
        } else {
          machine.waitFor(awaited);
        }
      }
    }
  }

  private static boolean isStartable(ComponentState state) {
    return state == ComponentState.PENDING || state == ComponentState.PARKED;
  }

  private List<String> awaited(ComponentMachine machine) {
    return machine.after().stream()
        .filter(desired::contains)
        .filter(name -> machineOf(name).state() != ComponentState.READY)
        .toList();
  }

  /** Returns when to handle a {@link Event.Tick} at the latest. */
  Deadline nextDeadline() {
    return machines.values().stream()
        .map(ComponentMachine::deadline)
        .reduce(Deadline.NONE, Deadline::earlier);
  }

  /** Returns the states of all components. */
  List<ComponentStatus> statuses() {
    return machines.values().stream().map(ComponentMachine::status).toList();
  }

  /**
   * Returns how the role has ended; empty as long as anything runs. An orderly stop ends with 0,
   * and with 137 if a service had to be killed.
   */
  Optional<Outcome> outcome() {
    boolean active = machines.values().stream().anyMatch(machine -> !machine.state().isInactive());
    if (ending.isEmpty() || active) {
      return Optional.empty();
    }
    boolean killed = machines.values().stream().anyMatch(ComponentMachine::wasKilled);
    if (ending.get().exitCode() == 0 && killed) {
      return Optional.of(
          new Outcome(ExitCode.ofSignal(SignalName.KILL.number()), Optional.empty()));
    }
    return ending;
  }
}
