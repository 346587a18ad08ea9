// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.HashSet;
import java.util.Set;

/** Reads {@code WITH a AS (…), b (c) AS (…)}, the common table expressions before a statement. */
final class CommonTables {
  private CommonTables() {}

  /** Takes the clause if it is next; returns the names that it defines. */
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
    } while (tokens.takeSign(','));
    while (tokens.takeSign('(')) {}
    return names;
  }
}
