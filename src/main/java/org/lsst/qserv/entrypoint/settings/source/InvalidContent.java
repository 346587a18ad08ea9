// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

/**
 * Rejects the content of a file or an argument. Neither the message nor the fix quotes a value,
 * which may be secret.
 */
final class InvalidContent extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String fix;

  /**
   * Creates the exception.
   *
   * @param message the problem, with the line number if it is known
   * @param fix how to fix it
   */
  InvalidContent(String message, String fix) {
    super(message);
    this.fix = fix;
  }

  String fix() {
    return fix;
  }
}
