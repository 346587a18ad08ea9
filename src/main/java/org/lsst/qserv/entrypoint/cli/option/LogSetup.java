// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

/** Sets up the launcher's own log as soon as the settings are known. */
@FunctionalInterface
public interface LogSetup {
  /**
   * Sets it up.
   *
   * @param level the value of the setting {@code log.level}
   * @param format the value of the setting {@code log.format}
   */
  void use(String level, String format);
}
