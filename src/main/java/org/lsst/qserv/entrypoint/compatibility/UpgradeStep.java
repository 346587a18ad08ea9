// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.List;

/**
 * A step of the upgrade of an instance.
 *
 * @param commands shell commands that do it, in order; they contain words in capitals for the user
 *     to replace
 * @param checks shell commands that show whether it worked
 * @param expected what the checks, or without checks the commands, show if it worked
 */
public record UpgradeStep(
    String title, List<String> commands, List<String> checks, String expected) {
  public UpgradeStep {
    commands = List.copyOf(commands);
    checks = List.copyOf(checks);
  }
}
