// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.lsst.qserv.entrypoint.schema.script.Checksum;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/**
 * Computes the checksum that the journal stores for a statement. It covers all earlier statements
 * of the script, because some of them, such as {@code SET sql_mode} and {@code USE}, decide what
 * the statement does.
 */
final class StatementChecksum {
  private final MessageDigest digest = Checksum.sha256();

  /** Adds the next statement of a script. */
  void add(ScriptStatement statement) {
    digest.update(statement.checksum());
  }

  /** Returns the checksum of all statements that were added, in hexadecimal digits. */
  String value() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of the JDK can be cloned", e);
    }
  }
}
