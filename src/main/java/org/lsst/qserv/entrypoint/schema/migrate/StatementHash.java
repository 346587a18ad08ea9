// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.lsst.qserv.entrypoint.schema.script.Checksum;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;

/**
 * The checksum that the journal keeps of a statement. It covers all statements before it in its
 * script, because they decide what it does: {@code SET sql_mode}, {@code USE}.
 */
final class StatementHash {
  private final MessageDigest digest = Checksum.sha256();

  /** Adds the next statement of a script. */
  void add(ScriptStatement statement) {
    digest.update(statement.checksum());
  }

  /** Returns the checksum of the statements that were added. */
  String value() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
    }
  }
}
