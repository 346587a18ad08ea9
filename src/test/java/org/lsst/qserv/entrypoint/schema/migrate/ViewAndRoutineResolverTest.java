// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.schema.script.ObjectName;
import org.lsst.qserv.entrypoint.schema.script.Refusal;
import org.lsst.qserv.entrypoint.schema.script.ScriptParser;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;
import org.lsst.qserv.entrypoint.schema.script.StatementReader;

/** Tests which tables a statement writes after its names are resolved. */
final class ViewAndRoutineResolverTest {
  private final FakeCatalog catalog = new FakeCatalog();
  private final ViewAndRoutineResolver resolver = new ViewAndRoutineResolver(catalog);

  /** Objects of a server, in memory. */
  private static final class FakeCatalog implements ServerCatalog {
    private final Map<ObjectName, Table> tables = new HashMap<>();
    private final Map<String, Routine> routines = new HashMap<>();
    private final List<ObjectName> asked = new ArrayList<>();
    private boolean ignoresCase;

    void table(String name, String engine, String... triggers) {
      tables.put(
          name(name),
          new Table(
              false,
              engine,
              "",
              Arrays.stream(triggers).map(ViewAndRoutineResolverTest::routine).toList(),
              false));
    }

    void view(String name, String query) {
      tables.put(name(name), new Table(true, "", query, List.of(), false));
    }

    private static ObjectName name(String text) {
      String[] parts = text.split("\\.", -1);
      return parts.length == 2 ? new ObjectName(parts[0], parts[1]) : new ObjectName("d", text);
    }

    @Override
    public Optional<Table> table(ObjectName name) {
      asked.add(name);
      return Optional.ofNullable(tables.get(name));
    }

    @Override
    public List<Routine> routines(ObjectName name) {
      return Optional.ofNullable(routines.get(name.name())).map(List::of).orElse(List.of());
    }

    @Override
    public boolean ignoresCase() {
      return ignoresCase;
    }
  }

  private static ServerCatalog.Routine routine(String body) {
    return new ServerCatalog.Routine("d", SqlMode.DEFAULT, body);
  }

  private ViewAndRoutineResolver.Writes resolve(String sql) throws SQLException {
    try (StatementReader reader =
        ScriptParser.open(new StringReader(sql), "test", SqlMode.DEFAULT, "d")) {
      ScriptStatement statement = reader.next().orElseThrow();
      return resolver.resolve(statement.classification(), "d");
    }
  }

  @Test
  void anInnoDbTableIsTransactional() throws SQLException {
    catalog.table("t", "InnoDB");
    assertThat(resolve("INSERT INTO t VALUES (1)").isTransactional()).isTrue();
  }

  @Test
  void aMyIsamTableIsNotTransactionalWhateverItsName() throws SQLException {
    catalog.table("obj-1", "MyISAM");
    assertThat(resolve("INSERT INTO `obj-1` VALUES (1)").nonTransactionalObjects())
        .containsExactly("d.obj-1");
    assertThat(resolve("UPDATE d.`obj-1` SET a = 1").nonTransactionalObjects())
        .containsExactly("d.obj-1");
  }

  @Test
  void aTableThatIsOnlyReadDoesNotMatter() throws SQLException {
    catalog.table("t", "InnoDB");
    catalog.table("plain", "MyISAM");
    assertThat(resolve("INSERT INTO t SELECT * FROM plain").isTransactional()).isTrue();
  }

  @Test
  void aViewIsResolvedToItsTablesThroughOtherViews() throws SQLException {
    catalog.table("e.plain", "MyISAM");
    catalog.view("v", "select `w`.`a` AS `a` from `d`.`w`");
    catalog.view("w", "select `e`.`plain`.`a` AS `a` from `e`.`plain`");
    assertThat(resolve("INSERT INTO v SELECT 1").nonTransactionalObjects())
        .containsExactly("e.plain");
  }

  @Test
  void aTriggerWritesWhatItsBodyWrites() throws SQLException {
    catalog.table("t", "InnoDB", "BEGIN INSERT INTO log VALUES (NEW.a); END");
    catalog.table("log", "Aria");
    assertThat(resolve("INSERT INTO t VALUES (1)").nonTransactionalObjects())
        .containsExactly("d.log");
  }

  @Test
  void aRecursiveProcedureIsResolvedOnce() throws SQLException {
    catalog.table("t", "InnoDB");
    catalog.routines.put("p", routine("BEGIN INSERT INTO t VALUES (1); CALL p(); END"));
    assertThat(resolve("CALL p()").isTransactional()).isTrue();
    catalog.table("t", "MyISAM");
    resolver.clearCache();
    assertThat(resolve("CALL p()").isTransactional()).isFalse();
  }

  @Test
  void aRoutineThatCommitsOrExecutesTextIsNotTransactional() throws SQLException {
    catalog.routines.put("c", routine("BEGIN COMMIT; END"));
    catalog.routines.put("x", routine("EXECUTE IMMEDIATE a"));
    assertThat(resolve("CALL c()").nonTransactionalObjects()).containsExactly("routine c");
    assertThat(resolve("CALL x()").nonTransactionalObjects()).containsExactly("routine x");
  }

  @Test
  void aBodyThatTheAccountCannotSeeIsNotTransactional() throws SQLException {
    catalog.routines.put("h", routine(""));
    assertThat(resolve("CALL h()").nonTransactionalObjects())
        .containsExactly("routine h, whose body this account cannot see");
  }

  @Test
  void aViewThatTheAccountCannotSeeIsNotTransactional() throws SQLException {
    catalog.view("v", "");
    assertThat(resolve("INSERT INTO v VALUES (1)").nonTransactionalObjects())
        .containsExactly("view v, whose definition this account cannot see");
  }

  @Test
  void aSequenceIsNotTransactionalAlthoughItsEngineIs() throws SQLException {
    catalog.table("s", "SEQUENCE");
    assertThat(resolve("INSERT INTO s VALUES (1)").isTransactional()).isFalse();
  }

  @Test
  void aRoutineThatReleasesLocksIsRefused() throws SQLException {
    catalog.routines.put("r", routine("DO RELEASE_ALL_LOCKS()"));
    assertThat(resolve("CALL r()").refusal()).contains(Refusal.RELEASES_LOCK);
  }

  @Test
  void eachObjectIsReadOnceUntilDefinitionsChange() throws SQLException {
    catalog.table("t", "InnoDB");
    resolve("INSERT INTO t VALUES (1)");
    resolve("INSERT INTO t VALUES (2)");
    assertThat(catalog.asked).hasSize(1);
    resolver.clearCache();
    resolve("INSERT INTO t VALUES (3)");
    assertThat(catalog.asked).hasSize(2);
  }

  @Test
  void namesAreComparedAsTheServerComparesThem() throws SQLException {
    catalog.table("t", "MyISAM");
    catalog.ignoresCase = true;
    assertThat(resolve("INSERT INTO T VALUES (1)").isTransactional()).isFalse();
  }
}
