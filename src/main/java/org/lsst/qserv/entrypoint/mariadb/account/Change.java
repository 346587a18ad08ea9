// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.account;

import java.util.List;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/**
 * One step from a server's state to the desired one.
 *
 * @param what it does, for people
 * @param sql one statement; the shown form has no password, not even scrambled
 * @param needs what the account must be allowed to run it
 */
public record Change(String what, RedactedText sql, List<Grant> needs) {
  public Change {
    needs = List.copyOf(needs);
  }
}
