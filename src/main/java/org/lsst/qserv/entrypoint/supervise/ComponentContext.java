// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.host.TaskProgress;
import org.lsst.qserv.entrypoint.host.TimeSource;

/**
 * What the parts of a component's state machine share: its description, its state and its deadline.
 * Not thread-safe.
 */
final class ComponentContext {
  private final String name;
  private final TimeSource time;
  private final Consumer<Action> actions;

  /** The latest description; absent as long as the component has not been requested to run. */
  private @Nullable SupervisedComponent description;

  private ComponentState state = ComponentState.PENDING;
  private String reason = "";
  private Optional<TaskProgress> progress = Optional.empty();
  private Instant since;
  private Deadline deadline = Deadline.NONE;

  ComponentContext(String name, TimeSource time, Consumer<Action> actions) {
    this.name = name;
    this.time = time;
    this.actions = actions;
    this.since = time.now();
  }

  String name() {
    return name;
  }

  TimeSource time() {
    return time;
  }

  void request(Action action) {
    actions.accept(action);
  }

  void update(SupervisedComponent latest) {
    description = latest;
  }

  /** Returns the latest description of a component that runs or is about to. */
  SupervisedComponent component() {
    return Objects.requireNonNull(description, "a component that runs has a description");
  }

  List<String> after() {
    return description == null ? List.of() : description.after();
  }

  ComponentState state() {
    return state;
  }

  String reason() {
    return reason;
  }

  /** Changes the state; a new state forgets the progress in the one before. */
  void enter(ComponentState next, String why) {
    if (state != next) {
      since = time.now();
      progress = Optional.empty();
    }
    state = next;
    reason = why;
  }

  void progress(Optional<TaskProgress> current) {
    progress = current;
  }

  Deadline deadline() {
    return deadline;
  }

  void deadline(Deadline next) {
    deadline = next;
  }

  ComponentStatus status(int restarts, OptionalLong pid) {
    return new ComponentStatus(name, state, reason, progress, since, restarts, pid);
  }
}
