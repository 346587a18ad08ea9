// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Detects an {@code ALTER TABLE} that renames a column to the name of another one. The definition
 * may be the same before and after, although the data is swapped.
 */
final class ColumnSwap {
  private ColumnSwap() {}

  /** Returns whether a name is both the old name of a column and the new name of another. */
  static boolean isIn(TokenStream clauses) {
    Set<String> sources = new HashSet<>();
    Set<String> targets = new HashSet<>();
    while (clauses.skipTo(token -> token.is("CHANGE") || token.is("RENAME"))) {
      boolean isChange = clauses.take().is("CHANGE");
      boolean isColumn = clauses.take("COLUMN");
      clauses.take("IF", "EXISTS");
      if (isChange || isColumn) {
        String source = clauses.take().text().toLowerCase(Locale.ROOT);
        clauses.take("TO");
        String target = clauses.take().text().toLowerCase(Locale.ROOT);
        if (!source.equals(target)) {
          sources.add(source);
          targets.add(target);
        }
      }
    }
    targets.retainAll(sources);
    return !targets.isEmpty();
  }
}
