package org.lsst.qserv.entrypoint.schema.script;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts statements by their first words. The list of those that commit implicitly is that of
 * MariaDB's documentation ("SQL statements that cause an implicit commit").
 */
public final class MeaningReader {
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          entry("LOCK", "it commits, and locks tables that the journal needs"),
          entry("UNLOCK", "it commits, and releases locks that are not the script's"),
          entry("XA", "a distributed transaction cannot commit together with the journal"),
          entry("SHUTDOWN", "it stops the server"),
          entry("KILL", "it can end the connection that holds the lock"),
          entry("BACKUP", "it locks what the journal needs"));

  /** They commit and name objects. */
  private static final Set<String> DEFINITIONS =
      Set.of(
          "CREATE",
          "ALTER",
          "DROP",
          "RENAME",
          "TRUNCATE",
          "OPTIMIZE",
          "REPAIR",
          "CHECK",
          "INSTALL",
          "UNINSTALL",
          "REVOKE",
          "CHANGE",
          "PURGE",
          "STOP");

  /** They commit, and do no harm when they run twice. */
  private static final Set<String> REPEATABLE = Set.of("GRANT", "FLUSH", "RESET", "CACHE");

  private static final Set<String> EXPLAINED =
      Set.of("SELECT", "UPDATE", "DELETE", "INSERT", "REPLACE", "WITH", "FORMAT");

  private static final Set<String> RELEASES_ALL_LOCKS = Set.of("RELEASE_ALL_LOCKS");

  private final Words words;

  MeaningReader(List<Token> tokens) {
    this.words = new Words(tokens);
  }

  Meaning read() {
    while (words.takeSign('(')) {} // (SELECT …) UNION …
    if (words.containsCall(RELEASES_ALL_LOCKS)) {
      return Meaning.refused("it releases the lock of the upgrade");
    }
    Token first = words.peek();
    String refusal = REFUSED.get(first.upper());
    if (first.type() == Token.Type.WORD && refusal != null) {
      return Meaning.refused(refusal);
    }
    if (first.is("SET")) {
      return new SetReader(words).read();
    }
    Meaning ofTransaction = transaction();
    return ofTransaction.kind() == StatementKind.DATA ? others(first) : ofTransaction;
  }

  /** DATA if it has nothing to do with transactions. */
  private Meaning transaction() {
    Words rest = words.rest();
    if (rest.take("START", "TRANSACTION")) {
      return Meaning.transaction(StatementKind.BEGIN);
    }
    if (rest.take("BEGIN")) {
      return rest.peek().is("NOT") ? data() : Meaning.transaction(StatementKind.BEGIN);
    }
    boolean commits = rest.peek().is("COMMIT");
    if (!commits && !rest.peek().is("ROLLBACK")) {
      return Meaning.data(false);
    }
    rest.take();
    rest.take("WORK");
    if (rest.take("TO")) {
      return Meaning.data(false);
    }
    return endOfTransaction(commits ? StatementKind.COMMIT : StatementKind.ROLLBACK, rest);
  }

  private static Meaning endOfTransaction(StatementKind kind, Words rest) {
    if (rest.peek().is("RELEASE")) {
      return Meaning.refused("RELEASE ends the connection, which holds the lock");
    }
    if (rest.take("AND", "CHAIN")) {
      return Meaning.refused("AND CHAIN begins a transaction that the journal does not know");
    }
    if (rest.take("AND", "NO", "CHAIN") && rest.peek().is("RELEASE")) {
      return Meaning.refused("RELEASE ends the connection, which holds the lock");
    }
    return Meaning.transaction(kind);
  }

  private Meaning others(Token first) {
    if (first.isOneOf(REPEATABLE) || words.rest().take("LOAD", "INDEX")) {
      return flushLocks()
          ? Meaning.refused("it locks all tables, those of the journal as well")
          : Meaning.definition(List.of());
    }
    boolean analyses = first.is("ANALYZE") && !words.peek(1).isOneOf(EXPLAINED);
    if (first.isOneOf(DEFINITIONS) || analyses || first.is("START")) {
      return new DefinitionReader(words).read();
    }
    if (first.is("USE") || first.is("DEALLOCATE")) {
      return Meaning.session(false);
    }
    if (first.is("PREPARE")) {
      return Meaning.session(!isPreparedFromText());
    }
    return first.is("HANDLER") ? Meaning.session(true) : data();
  }

  /** FLUSH TABLES … WITH READ LOCK or FOR EXPORT. */
  private boolean flushLocks() {
    boolean flushes = words.peek().is("FLUSH");
    return flushes && (words.contains("LOCK") || words.contains("EXPORT"));
  }

  private boolean isPreparedFromText() {
    Token last = words.peek(3); // PREPARE name FROM …
    boolean text = last.type() == Token.Type.STRING || last.type() == Token.Type.DOUBLE_QUOTED;
    return text && words.peek(4).isSign('\0');
  }

  /** Of what it reads, something may be left in user variables. */
  private Meaning data() {
    return Meaning.data(leavesVariables());
  }

  private boolean leavesVariables() {
    boolean calls = words.peek().is("CALL");
    Words rest = words.rest();
    while (rest.skipToAnywhere(token -> token.isSign('@'))) {
      rest.take();
      if (rest.peek().isSign('@')) {
        rest.take(); // a system variable
        continue;
      }
      rest.take();
      boolean assigned = rest.peek().isSign(':') && rest.peek(1).isSign('=');
      if (calls || assigned) {
        return true;
      }
    }
    return intoVariable();
  }

  private boolean intoVariable() {
    Words rest = words.rest();
    while (rest.skipToAnywhere(token -> token.is("INTO"))) {
      rest.take();
      if (rest.peek().isSign('@')) {
        return true;
      }
    }
    return false;
  }
}
