// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.List;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * One step from a server's state to the desired one.
 *
 * @param what a description for the user
 * @param sql one statement; its displayed form has no password, not even a scrambled one
 * @param needs the privileges that the current account needs to execute it
 */
public record Change(String what, RedactedText sql, List<Grant> needs) {
  public Change {
    needs = List.copyOf(needs);
  }
}
