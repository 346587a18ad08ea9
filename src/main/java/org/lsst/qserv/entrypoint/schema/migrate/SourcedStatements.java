// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.ScriptParser;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;
import org.lsst.qserv.entrypoint.schema.script.StatementReader;
import org.lsst.qserv.entrypoint.schema.script.Trait;
import org.lsst.qserv.entrypoint.template.RenderedScript;
import org.lsst.qserv.entrypoint.template.ScriptTemplate;

/**
 * Reads the statements of one script in order, with a lookahead of one statement. A script that is
 * not a template is read as a stream.
 */
final class SourcedStatements implements AutoCloseable {
  private final String script;
  private final StatementReader reader;
  private final @Nullable StatementReader redacted; // null for a script that is not a template
  private final Deque<SourcedStatement> ahead = new ArrayDeque<>();
  private boolean aligned = true;
  private boolean secretInSession;

  private SourcedStatements(
      String script, StatementReader reader, @Nullable StatementReader redacted) {
    this.script = script;
    this.reader = reader;
    this.redacted = redacted;
  }

  /**
   * Opens a script.
   *
   * @param mode the SQL mode of a new session on the server
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 65 if it cannot be read or
   *     rendered, 78 if a variable of the template has no usable value
   */
  static SourcedStatements open(Script script, SchemaTarget target, SqlMode mode) {
    if (!script.isTemplate()) {
      return new SourcedStatements(script.name(), script.open(mode, target.database()), null);
    }
    RenderedScript rendered =
        ScriptTemplate.render(
            script.file(), script.text(), target.variables(), mode.noBackslashEscapes());
    String origin = script.file().toString();
    Supplier<StatementReader> redacted =
        () ->
            ScriptParser.open(
                new StringReader(rendered.redacted()), origin, mode, target.database());
    return new SourcedStatements(
        script.name(),
        ScriptParser.open(new StringReader(rendered.text()), origin, mode, target.database()),
        redacted.get());
  }

  /** Returns the next statement and advances; empty at the end of the script. */
  Optional<SourcedStatement> next() {
    return ahead.isEmpty() ? read() : Optional.of(ahead.remove());
  }

  /** Returns the next statement without advancing; empty at the end of the script. */
  Optional<SourcedStatement> peek() {
    if (ahead.isEmpty()) {
      read().ifPresent(ahead::add);
    }
    return Optional.ofNullable(ahead.peek());
  }

  private Optional<SourcedStatement> read() {
    return reader.next().map(this::sourced);
  }

  private SourcedStatement sourced(ScriptStatement statement) {
    if (redacted == null) {
      return new SourcedStatement(script, statement, Optional.of(statement), false);
    }
    Optional<ScriptStatement> counterpart = aligned ? redacted.next() : Optional.empty();
    // if values decide which statements there are, later statements have no redacted counterpart
    aligned = counterpart.filter(other -> other.kind() == statement.kind()).isPresent();
    SourcedStatement sourced =
        new SourcedStatement(
            script, statement, aligned ? counterpart : Optional.empty(), secretInSession);
    boolean changesSession =
        statement.kind() == StatementKind.SESSION || statement.has(Trait.LEAVES_SESSION_STATE);
    secretInSession |= changesSession && sourced.holdsValue();
    return sourced;
  }

  @Override
  public void close() {
    reader.close();
    if (redacted != null) {
      redacted.close();
    }
  }
}
