// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Classifies statements by their first keywords. MariaDB documents which of them commit implicitly
 * ("SQL Statements That Cause an Implicit Commit").
 */
final class StatementClassifier {
  private static final Map<String, Refusal> REFUSED =
      Map.ofEntries(
          entry("XA", Refusal.XA),
          entry("SHUTDOWN", Refusal.SHUTDOWN),
          entry("KILL", Refusal.KILL),
          entry("BACKUP", Refusal.BACKUP_LOCK),
          entry("BINLOG", Refusal.BINLOG),
          entry("CHANGE", Refusal.REPLICATION),
          entry("HANDLER", Refusal.HANDLER));

  private static final Set<String> EXPLAINABLE =
      Set.of("SELECT", "UPDATE", "DELETE", "INSERT", "REPLACE", "WITH", "VALUES");

  private final ScriptSession session;
  private final TokenStream tokens;
  private final ExpressionScan scan;

  StatementClassifier(ScriptSession session, List<Token> tokens) {
    this.session = session;
    this.tokens = new TokenStream(tokens);
    this.scan = ExpressionScan.of(tokens);
  }

  Classification classify() {
    while (tokens.takeSymbol('(')) {} // (SELECT …) UNION …
    if (scan.releasesLock()) {
      return ClassificationBuilder.refused(Refusal.RELEASES_LOCK);
    }
    if (DistributedTransaction.isIn(tokens.rest())) {
      return ClassificationBuilder.refused(Refusal.XA);
    }
    Token first = tokens.peek();
    String verb = first.type() == Token.Type.WORD ? first.upper() : "";
    Refusal refusal = REFUSED.get(verb);
    return refusal == null ? byVerb(verb) : ClassificationBuilder.refused(refusal);
  }

  private Classification byVerb(String verb) {
    return switch (verb) {
      case "SET" -> new SetClassifier(session, tokens).classify();
      case "COMMIT", "ROLLBACK" -> TransactionClassifier.end(tokens);
      case "START", "BEGIN" -> start();
      case "SAVEPOINT", "RELEASE" -> ClassificationBuilder.of(StatementKind.READ).build();
      case "LOCK" -> lock();
      case "UNLOCK" -> ClassificationBuilder.of(StatementKind.UNLOCK_TABLES).build();
      case "USE" -> use();
      case "PREPARE" -> new PreparedStatementClassifier(session, tokens).prepare();
      case "DEALLOCATE" -> new PreparedStatementClassifier(session, tokens).deallocate();
      case "EXECUTE" -> new PreparedStatementClassifier(session, tokens).execute();
      case "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH", "LOAD" -> dataStatement();
      case "SELECT",
          "VALUES",
          "TABLE",
          "DO",
          "SHOW",
          "HELP",
          "CHECKSUM",
          "EXPLAIN",
          "DESC",
          "DESCRIBE",
          "GET",
          "SIGNAL",
          "RESIGNAL",
          "CALL" ->
          query(verb);
      case "ANALYZE" -> analyze();
      case "" -> empty();
      default -> DefinitionVerbs.contains(verb) ? definition(verb) : compound();
    };
  }

  private Classification start() {
    TokenStream rest = tokens.rest();
    if (rest.take("BEGIN") && rest.peek().is("NOT")) {
      return compound();
    }
    boolean begins = tokens.peek().is("BEGIN") || tokens.rest().take("START", "TRANSACTION");
    return begins ? ClassificationBuilder.of(StatementKind.BEGIN).build() : definition("START");
  }

  private Classification lock() {
    boolean journal =
        tokens
            .rest()
            .skipToAtAnyDepth(
                token -> token.isName() && ClassificationBuilder.isJournal(token.text()));
    return journal
        ? ClassificationBuilder.refused(Refusal.JOURNAL)
        : ClassificationBuilder.of(StatementKind.LOCK_TABLES).build();
  }

  private Classification use() {
    String database = tokens.peek(1).text();
    if (ClassificationBuilder.isJournal(database)) {
      return ClassificationBuilder.refused(Refusal.JOURNAL);
    }
    session.temporaryTables().use(database);
    return ClassificationBuilder.of(StatementKind.SESSION).build();
  }

  private Classification dataStatement() {
    if (tokens.rest().take("LOAD", "INDEX")) {
      return definition("LOAD");
    }
    Set<ObjectName> commonTableExpressions = CommonTableExpressions.skip(tokens);
    DataClassifier data = new DataClassifier(session, tokens, scan);
    Token verb = tokens.peek();
    boolean writes =
        verb.is("LOAD") || (verb.isOneOf(EXPLAINABLE) && !verb.is("SELECT") && !verb.is("VALUES"));
    return writes ? data.write(commonTableExpressions) : data.read();
  }

  private Classification query(String verb) {
    DataClassifier data = new DataClassifier(session, tokens, scan);
    return switch (verb) {
      case "CALL" -> data.call();
      case "SHOW", "GET", "RESIGNAL" -> DiagnosticsClassifier.classify(tokens);
      default -> data.read();
    };
  }

  /** {@code ANALYZE statement} executes the statement. */
  private Classification analyze() {
    TokenStream rest = tokens.rest();
    rest.take();
    if (rest.take("FORMAT")) {
      rest.take();
      rest.take();
    }
    return rest.peek().isOneOf(EXPLAINABLE)
        ? session.classify(rest.remaining())
        : definition("ANALYZE");
  }

  private Classification definition(String verb) {
    if (tokens.rest().take("DROP", "PREPARE")) {
      return new PreparedStatementClassifier(session, tokens).deallocate();
    }
    boolean locks = tokens.contains("LOCK") || tokens.contains("EXPORT");
    if (verb.equals("FLUSH") && locks) {
      return ClassificationBuilder.refused(Refusal.FLUSH_LOCK);
    }
    return DefinitionVerbs.isRepeatable(tokens.rest())
        ? ClassificationBuilder.of(StatementKind.DEFINITION).build()
        : new DefinitionClassifier(session, tokens).classify();
  }

  private Classification empty() {
    boolean nothing = tokens.isAtEnd();
    return ClassificationBuilder.of(nothing ? StatementKind.READ : StatementKind.OPAQUE).build();
  }

  /** Classifies a compound or unknown statement, which may do anything. */
  private Classification compound() {
    session.variables().keySet().removeAll(scan.assigned());
    return RoutineBodyClassifier.classifyCompound(tokens);
  }
}
