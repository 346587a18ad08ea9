// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.time.Duration;
import java.util.List;
import org.lsst.qserv.entrypoint.schema.script.Version;

/** Receives the progress of an upgrade. No text that it receives holds a secret. */
public interface UpgradeListener {
  /** A run starts, or an interrupted one resumes. */
  void started(
      SchemaTarget target, Version from, Version to, List<String> scripts, long statements);

  /** A statement starts. */
  void started(StepProgress step);

  /** A statement has been executed. */
  void executed(StepProgress step, long changedRows, Duration took);

  /**
   * A statement was not executed.
   *
   * @param reason why, such as "already executed"
   */
  void passedOver(StepProgress step, String reason);

  /** The server, or a check before the upgrade, has a warning. */
  void warning(String text);

  /** Ignores everything. */
  UpgradeListener SILENT =
      new UpgradeListener() {
        @Override
        public void started(
            SchemaTarget target, Version from, Version to, List<String> scripts, long statements) {}

        @Override
        public void started(StepProgress step) {}

        @Override
        public void executed(StepProgress step, long changedRows, Duration took) {}

        @Override
        public void passedOver(StepProgress step, String reason) {}

        @Override
        public void warning(String text) {}
      };
}
