// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/** Finds statements of distributed transactions, in bodies of routines too. */
final class DistributedTransaction {
  private static final Set<String> VERBS =
      Set.of("START", "BEGIN", "END", "PREPARE", "COMMIT", "ROLLBACK", "RECOVER");

  private DistributedTransaction() {}

  /** Returns whether one of the statements is {@code XA …}. */
  static boolean isIn(TokenStream tokens) {
    Token before = new Token(Token.Type.SIGN, ";");
    while (tokens.skipToAnywhere(token -> token.is("XA"))) {
      before = tokens.peek(-1);
      tokens.take();
      if (!before.isSign('.') && !before.isSign('@') && tokens.peek().isOneOf(VERBS)) {
        return true;
      }
    }
    return false;
  }
}
