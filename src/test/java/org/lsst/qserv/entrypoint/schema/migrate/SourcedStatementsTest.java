// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.schema.script.Script;
import org.lsst.qserv.entrypoint.schema.script.ScriptDirectory;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests the statements of plain scripts and of templates, and which of them contain a secret. */
final class SourcedStatementsTest {
  @TempDir private Path directory;

  @Test
  void aPlainScriptIsNotRendered() throws IOException {
    SourcedStatement statement = read("migrate-1-to-2.sql", "SELECT '{{ a }}';").getFirst();
    assertThat(statement.statement().text()).isEqualTo("SELECT '{{ a }}'");
    assertThat(statement.isSecret()).isFalse();
  }

  @Test
  void aTemplateIsRendered() throws IOException {
    List<SourcedStatement> statements =
        read(
            "migrate-1-to-2.sql.jinja",
            "SELECT '{{ a }}'; SELECT 1; SET @a = '{{ a }}'; SELECT @a;");
    assertThat(statements)
        .extracting(sourced -> sourced.statement().text())
        .containsExactly("SELECT 'value'", "SELECT 1", "SET @a = 'value'", "SELECT @a");
    assertThat(statements)
        .extracting(SourcedStatement::isSecret)
        .as("the last one reads what a value was stored in")
        .containsExactly(true, false, true, true);
    assertThat(statements)
        .noneMatch(sourced -> sourced.shownText().contains("value"))
        .noneMatch(sourced -> sourced.description().toString().contains("value"));
  }

  @Test
  void whereAValueDecidesWhatIsExecutedEverythingAfterItIsSecret() throws IOException {
    List<SourcedStatement> statements =
        read(
            "migrate-1-to-2.sql.jinja",
            "{% if a == 'value' %}INSERT INTO t VALUES (1);{% endif %} SELECT 1;");
    assertThat(statements).hasSize(2).allMatch(SourcedStatement::isSecret);
    assertThat(statements.getFirst().description().summary()).isEqualTo(SourcedStatement.REDACTED);
  }

  private List<SourcedStatement> read(String name, String text) throws IOException {
    Script script = Script.read(Files.writeString(directory.resolve(name), text)).orElseThrow();
    SchemaTarget target =
        new SchemaTarget(
            "m",
            "d",
            DatabaseUrl.parse("mysql://boss@127.0.0.1:3306/"),
            ScriptDirectory.read(directory),
            Map.of("a", "value"),
            Bystanders.NONE);
    List<SourcedStatement> all = new ArrayList<>();
    try (SourcedStatements statements = SourcedStatements.open(script, target, SqlMode.DEFAULT)) {
      for (Optional<SourcedStatement> next = statements.next();
          next.isPresent();
          next = statements.next()) {
        all.add(next.get());
      }
    }
    return all;
  }
}
