// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Classifies statements by their first keywords. Those that commit implicitly are in MariaDB's
 * documentation ("SQL Statements That Cause an Implicit Commit").
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

  private static final Set<String> EXPLAINED =
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
    while (tokens.takeSign('(')) {} // (SELECT …) UNION …
    if (scan.releasesLock()) {
      return Draft.refused(Refusal.RELEASES_LOCK);
    }
    if (DistributedTransaction.isIn(tokens.rest())) {
      return Draft.refused(Refusal.XA);
    }
    Token first = tokens.peek();
    String verb = first.type() == Token.Type.WORD ? first.upper() : "";
    Refusal refusal = REFUSED.get(verb);
    return refusal == null ? byVerb(verb) : Draft.refused(refusal);
  }

  private Classification byVerb(String verb) {
    return switch (verb) {
      case "SET" -> new SetClassifier(session, tokens).classify();
      case "COMMIT", "ROLLBACK" -> TransactionClassifier.end(tokens);
      case "START", "BEGIN" -> start();
      case "SAVEPOINT", "RELEASE" -> Draft.of(StatementKind.READ).toClassification();
      case "LOCK" -> lock();
      case "UNLOCK" -> Draft.of(StatementKind.UNLOCK_TABLES).toClassification();
      case "USE" -> use();
      case "PREPARE" -> new PreparedClassifier(session, tokens).prepare();
      case "DEALLOCATE" -> new PreparedClassifier(session, tokens).deallocate();
      case "EXECUTE" -> new PreparedClassifier(session, tokens).execute();
      case "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH", "LOAD" -> data();
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
          rows(verb);
      case "ANALYZE" -> analyze();
      case "" -> empty();
      default -> Definitions.include(verb) ? definition(verb) : compound();
    };
  }

  private Classification start() {
    TokenStream rest = tokens.rest();
    if (rest.take("BEGIN") && rest.peek().is("NOT")) {
      return compound();
    }
    boolean begins = tokens.peek().is("BEGIN") || tokens.rest().take("START", "TRANSACTION");
    return begins ? Draft.of(StatementKind.BEGIN).toClassification() : definition("START");
  }

  private Classification lock() {
    boolean journal =
        tokens.rest().skipToAnywhere(token -> token.isName() && Draft.isJournal(token.text()));
    return journal
        ? Draft.refused(Refusal.JOURNAL)
        : Draft.of(StatementKind.LOCK_TABLES).toClassification();
  }

  private Classification use() {
    String database = tokens.peek(1).text();
    if (Draft.isJournal(database)) {
      return Draft.refused(Refusal.JOURNAL);
    }
    session.temporaryTables().use(database);
    return Draft.of(StatementKind.SESSION).toClassification();
  }

  private Classification data() {
    if (tokens.rest().take("LOAD", "INDEX")) {
      return definition("LOAD");
    }
    Set<ObjectName> commonTables = CommonTables.skip(tokens);
    DataClassifier data = new DataClassifier(session, tokens, scan);
    Token verb = tokens.peek();
    boolean writes =
        verb.is("LOAD") || (verb.isOneOf(EXPLAINED) && !verb.is("SELECT") && !verb.is("VALUES"));
    return writes ? data.write(commonTables) : data.read();
  }

  private Classification rows(String verb) {
    DataClassifier data = new DataClassifier(session, tokens, scan);
    return switch (verb) {
      case "CALL" -> data.call();
      case "SHOW", "GET", "RESIGNAL" -> Diagnostics.classify(tokens);
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
    return rest.peek().isOneOf(EXPLAINED)
        ? session.classify(rest.remaining())
        : definition("ANALYZE");
  }

  private Classification definition(String verb) {
    if (tokens.rest().take("DROP", "PREPARE")) {
      return new PreparedClassifier(session, tokens).deallocate();
    }
    boolean locks = tokens.contains("LOCK") || tokens.contains("EXPORT");
    if (verb.equals("FLUSH") && locks) {
      return Draft.refused(Refusal.FLUSH_LOCK);
    }
    return Definitions.isRepeatable(tokens.rest())
        ? Draft.of(StatementKind.DEFINITION).toClassification()
        : new DefinitionClassifier(session, tokens).classify();
  }

  private Classification empty() {
    boolean nothing = tokens.isAtEnd();
    return Draft.of(nothing ? StatementKind.READ : StatementKind.OPAQUE).toClassification();
  }

  /** A compound statement, or what is not known: what it does is not read from its text. */
  private Classification compound() {
    session.variables().keySet().removeAll(scan.assigned());
    return RoutineBody.compound(tokens);
  }
}
