// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Duration;
import java.util.List;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Receives the progress of an upgrade. No text that it receives contains a secret. */
public interface UpgradeListener {
  /** Called when a run starts or resumes. */
  void runStarted(
      SchemaTarget target, Version from, Version to, List<String> scripts, long statements);

  /** Called when a statement starts. */
  void stepStarted(StepProgress step);

  /** Called when a statement has been executed. */
  void executed(StepProgress step, long changedRows, Duration duration);

  /**
   * Called instead of {@link #executed} if a statement is not executed.
   *
   * @param reason the reason, such as "already executed"
   */
  void skipped(StepProgress step, String reason);

  /** Called for each warning of the server or of a check before the upgrade. */
  void warning(String text);

  /** A listener that ignores all events. */
  UpgradeListener SILENT =
      new UpgradeListener() {
        @Override
        public void runStarted(
            SchemaTarget target, Version from, Version to, List<String> scripts, long statements) {}

        @Override
        public void stepStarted(StepProgress step) {}

        @Override
        public void executed(StepProgress step, long changedRows, Duration duration) {}

        @Override
        public void skipped(StepProgress step, String reason) {}

        @Override
        public void warning(String text) {}
      };
}
