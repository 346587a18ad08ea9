// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

/** Configures the launcher's log as soon as the settings are known. */
@FunctionalInterface
public interface LogSetup {
  /**
   * Configures the log.
   *
   * @param level the value of the setting {@code log.level}
   * @param format the value of the setting {@code log.format}
   */
  void use(String level, String format);
}
