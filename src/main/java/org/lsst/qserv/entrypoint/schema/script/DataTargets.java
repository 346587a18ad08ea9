// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the tables that a data statement may modify. For an {@code UPDATE} or {@code DELETE} of
 * several tables these are all tables that it references.
 */
final class DataTargets {
  private static final Set<String> MODIFIERS =
      Set.of("LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK", "IGNORE", "HISTORY");

  private final TokenStream tokens;
  private final Set<ObjectName> targets = new LinkedHashSet<>();

  private DataTargets(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Consumes the statement from its verb to its targets, and returns the targets. */
  static Set<ObjectName> take(TokenStream tokens) {
    DataTargets parser = new DataTargets(tokens);
    parser.read();
    return parser.targets;
  }

  private void read() {
    String verb = tokens.take().upper();
    while (tokens.takeOneOf(MODIFIERS)) {}
    switch (verb) {
      case "INSERT", "REPLACE" -> {
        tokens.take("INTO");
        targets.add(tokens.takeName());
      }
      case "LOAD" -> load();
      case "UPDATE" -> addAll();
      case "DELETE" -> delete();
      default -> throw new IllegalStateException(verb + " does not modify tables");
    }
  }

  private void load() {
    if (tokens.skipTo(token -> token.is("INTO"))) {
      tokens.take();
      tokens.take("TABLE");
      targets.add(tokens.takeName());
    }
  }

  /** {@code DELETE FROM t …}, {@code DELETE FROM a, b USING …}, {@code DELETE a, b FROM …}. */
  private void delete() {
    if (!tokens.take("FROM")) {
      tokens.skipTo(token -> token.is("FROM"));
      tokens.take();
      addAll();
      return;
    }
    TokenStream using = tokens.rest();
    boolean several =
        using.skipTo(token -> token.is("USING") || token.is("WHERE")) && using.take("USING");
    if (several) {
      tokens.skipTo(token -> token.is("USING"));
      tokens.take();
      addAll();
    } else {
      targets.add(tokens.takeName());
    }
  }

  private void addAll() {
    List<TableReference> references = TableReferences.take(tokens);
    references.forEach(reference -> targets.add(reference.table()));
  }
}
