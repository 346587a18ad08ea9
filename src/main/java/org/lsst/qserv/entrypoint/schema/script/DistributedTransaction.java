// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/** Detects statements of distributed transactions, also in bodies of routines. */
final class DistributedTransaction {
  private static final Set<String> VERBS =
      Set.of("START", "BEGIN", "END", "PREPARE", "COMMIT", "ROLLBACK", "RECOVER");

  private DistributedTransaction() {}

  /** Returns whether one of the statements is {@code XA …}. */
  static boolean isIn(TokenStream tokens) {
    Token before = new Token(Token.Type.SYMBOL, ";");
    while (tokens.skipToAtAnyDepth(token -> token.is("XA"))) {
      before = tokens.peek(-1);
      tokens.take();
      if (!before.isSymbol('.') && !before.isSymbol('@') && tokens.peek().isOneOf(VERBS)) {
        return true;
      }
    }
    return false;
  }
}
