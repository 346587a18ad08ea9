// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.supervise;

import org.lsst.qserv.entrypoint.process.SignalName;

/** An action that the reconciler requests from the supervisor. */
sealed interface Action {

  /** Start the preparation in the background; its end is an event. */
  record Prepare(SupervisedComponent component, int attempt) implements Action {}

  /** Start the service. */
  record Start(SupervisedComponent component, int attempt) implements Action {}

  /** Run the post-start task in the background, instead of the watch; its end is an event. */
  record RunPostStart(SupervisedComponent.PostStart task, String component, int attempt)
      implements Action {}

  /** Check the readiness of the service in the background, until the watch is canceled. */
  record Watch(SupervisedComponent component, int attempt) implements Action {}

  /** Cancel the task or the watch of a component. */
  record Cancel(String component) implements Action {}

  /** Send a signal to the process group of a service. */
  record Signal(String component, SignalName signal) implements Action {}

  /** Send SIGKILL to the process group of a service. */
  record Kill(String component) implements Action {}
}
