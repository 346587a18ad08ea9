// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;
import java.util.Optional;

/** Classifies prepared statements, by their text if it is a literal in the script. */
final class PreparedStatementClassifier {
  private final ScriptSession session;
  private final TokenStream tokens;

  PreparedStatementClassifier(ScriptSession session, TokenStream tokens) {
    this.session = session;
    this.tokens = tokens;
  }

  /** Classifies {@code PREPARE name FROM text}. */
  Classification prepare() {
    tokens.take();
    String name = key(tokens.take());
    tokens.take("FROM");
    ExpressionScan scan = ExpressionScan.of(tokens.remaining());
    Optional<String> text = takeLiteral();
    session.prepared().put(name, text);
    return ClassificationBuilder.of(StatementKind.SESSION)
        .expressions(scan)
        .with(text.isEmpty(), Trait.SESSION_STATE_DEPENDS_ON_DATA)
        .build();
  }

  /** Classifies {@code DEALLOCATE PREPARE name} and {@code DROP PREPARE name}. */
  Classification deallocate() {
    tokens.take();
    tokens.take("PREPARE");
    session.prepared().remove(key(tokens.take()));
    return ClassificationBuilder.of(StatementKind.SESSION).build();
  }

  /** Classifies {@code EXECUTE name} and {@code EXECUTE IMMEDIATE text}. */
  Classification execute() {
    tokens.take();
    Optional<String> text =
        tokens.take("IMMEDIATE")
            ? takeLiteral()
            : session.prepared().getOrDefault(key(tokens.take()), Optional.empty());
    if (text.isPresent()) {
      return session.classify(text.get());
    }
    session.variables().clear();
    return ClassificationBuilder.of(StatementKind.OPAQUE)
        .expressions(ExpressionScan.of(tokens.remaining()))
        .with(Trait.LEAVES_SESSION_STATE, Trait.SESSION_STATE_DEPENDS_ON_DATA)
        .build();
  }

  /** Consumes a string literal if it is the whole expression. */
  private Optional<String> takeLiteral() {
    boolean whole = tokens.peek(1).equals(TokenStream.END) || tokens.peek(1).is("USING");
    return tokens.peek().type() == Token.Type.STRING && whole
        ? Optional.of(tokens.take().text())
        : Optional.empty();
  }

  private static String key(Token name) {
    return name.text().toLowerCase(Locale.ROOT);
  }
}
