// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.HashSet;
import java.util.Set;

/** Reads {@code WITH a AS (…), b (c) AS (…)}, the common table expressions before a statement. */
final class CommonTableExpressions {
  private CommonTableExpressions() {}

  /** Consumes the clause if it is next, and returns the names that it defines. */
  static Set<ObjectName> skip(TokenStream tokens) {
    Set<ObjectName> names = new HashSet<>();
    if (!tokens.take("WITH")) {
      return names;
    }
    tokens.take("RECURSIVE");
    do {
      names.add(new ObjectName("", tokens.take().text()));
      tokens.skipGroup();
      tokens.take("AS");
      tokens.skipGroup();
      if (tokens.take("CYCLE")) {
        tokens.skipTo(token -> token.is("RESTRICT"));
        tokens.take();
      }
    } while (tokens.takeSymbol(','));
    while (tokens.takeSymbol('(')) {}
    return names;
  }
}
