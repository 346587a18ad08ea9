// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.time.Duration;
import org.lsst.qserv.entrypoint.health.ComponentVersions;
import org.lsst.qserv.entrypoint.plan.Step;

/** Receives what the steps of a launch report, in the threads that execute them. */
interface StepListener {
  /** A step has been executed. */
  void stepCompleted(String component, Step step, Duration duration);

  /** A step has found versions, such as that of a schema. */
  void versionsFound(String component, ComponentVersions found);
}
