// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.row;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer;
import org.lsst.qserv.entrypoint.mariadb.connection.ScriptedServer.Result;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.Effect;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect.ObjectType;

/** Tests that the definitions of objects are read from a server in one round trip. */
final class SqlDefinitionReaderTest {
  private static final String BLOCK = "^BEGIN NOT ATOMIC ";
  private static final String HANDLER =
      "BEGIN NOT ATOMIC DECLARE CONTINUE HANDLER FOR SQLEXCEPTION BEGIN GET DIAGNOSTICS CONDITION 1"
          + " @code = MYSQL_ERRNO, @text = MESSAGE_TEXT; SELECT @code, @text; END;";

  private final ScriptedServer server = new ScriptedServer();
  private final SqlDefinitionReader fingerprints = new SqlDefinitionReader(server.session());

  private static ObjectEffect object(ObjectType type, String database, String name) {
    return new ObjectEffect(type, database, name, Effect.ALTERED, false);
  }

  private static Result shown(String... values) {
    return Result.rows(List.of("a", "b", "c", "d"), row((Object[]) values));
  }

  private static Result error(int code, String message) {
    return Result.rows(List.of("@code", "@text"), row(code, message));
  }

  private Definition read(ObjectType type, Result result) throws SQLException {
    server.results(BLOCK, _ -> List.of(result));
    return fingerprints.of(Map.of("k", object(type, "d", "o"))).getOrDefault("k", neverRead());
  }

  private static Definition neverRead() {
    return new Definition("never read", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TABLE     | t          | SHOW CREATE TABLE `d`.`t`",
        "VIEW      | v`w        | SHOW CREATE TABLE `d`.`v``w`",
        "SEQUENCE  | s          | SHOW CREATE TABLE `d`.`s`",
        "PROCEDURE | p          | SHOW CREATE PROCEDURE `d`.`p`",
        "FUNCTION  | f          | SHOW CREATE FUNCTION `d`.`f`",
        "TRIGGER   | t          | SHOW CREATE TRIGGER `d`.`t`",
        "EVENT     | e          | SHOW CREATE EVENT `d`.`e`",
        "DATABASE  | other      | SHOW CREATE DATABASE `other`",
        "DATABASE  | ''         | SHOW CREATE DATABASE `d`",
        "USER      | op@host    | SELECT SHA2(Priv, 256) FROM mysql.global_priv"
            + " WHERE User = x'6f70' AND Host = x'686f7374'",
        "USER      | a@b@%      | SELECT SHA2(Priv, 256) FROM mysql.global_priv"
            + " WHERE User = x'614062' AND Host = x'25'",
        "USER      | role       | SELECT SHA2(Priv, 256) FROM mysql.global_priv"
            + " WHERE User = x'726f6c65' AND Host = x'25'",
      })
  void eachTypeOfObjectHasItsQuery(ObjectType type, String name, String query) throws SQLException {
    server.results(BLOCK, _ -> List.of(shown("1", "2", "3", "4")));
    assertThat(fingerprints.of(Map.of("k", object(type, "d", name)))).containsOnlyKeys("k");
    assertThat(server.executed()).containsExactly(HANDLER + query + "; END");
  }

  @ParameterizedTest
  @CsvSource({
    "TABLE, 2",
    "VIEW, 2",
    "SEQUENCE, 2",
    "DATABASE, 2",
    "PROCEDURE, 3",
    "FUNCTION, 3",
    "TRIGGER, 3",
    "EVENT, 4",
    "USER, 1"
  })
  void theDefinitionIsInTheColumnWithoutASetting(ObjectType type, String column)
      throws SQLException {
    assertThat(read(type, shown("1", "2", "3", "4"))).isEqualTo(Definition.of(column));
  }

  @Test
  void theNextGeneratedValueOfATableIsNotItsDefinition() throws SQLException {
    assertThat(
            read(ObjectType.TABLE, shown("t", "CREATE TABLE `t` () AUTO_INCREMENT=17 CHARSET x")))
        .isEqualTo(Definition.of("CREATE TABLE `t` () CHARSET x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1049, 1146, 1305, 1360, 1539, 4091, 1133, 1141, 1347, 1965, 4089})
  void anObjectThatTheServerDoesNotKnowIsAbsent(int code) throws SQLException {
    assertThat(read(ObjectType.TABLE, error(code, "unknown"))).isEqualTo(Definition.ABSENT);
  }

  @Test
  void anAccountWithoutARowIsAbsent() throws SQLException {
    assertThat(read(ObjectType.USER, Result.rows(List.of("SHA2(Priv, 256)"))))
        .isEqualTo(Definition.ABSENT);
  }

  @Test
  void anAccountThatMayNotBeSeenIsUnknown() throws SQLException {
    assertThat(read(ObjectType.USER, error(1142, "SELECT command denied")))
        .isEqualTo(Definition.UNKNOWN);
  }

  @Test
  void anotherErrorIsThatOfTheServer() {
    assertThatThrownBy(() -> read(ObjectType.VIEW, error(1142, "SHOW VIEW command denied")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1142))
        .hasMessage("SHOW VIEW command denied");
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectType.class,
      names = {"TABLE", "VIEW", "SEQUENCE", "PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "OTHER"})
  void anObjectInNoDatabaseIsUnknownAndNotAskedFor(ObjectType type) throws SQLException {
    assertThat(fingerprints.of(Map.of("k", object(type, "", "o"))))
        .containsExactly(Map.entry("k", Definition.UNKNOWN));
    assertThat(server.executed()).isEmpty();
  }

  @Test
  void severalObjectsAreReadTogetherInTheirOrder() throws SQLException {
    server.results(BLOCK, _ -> List.of(shown("a", "A"), error(1146, "absent"), shown("c", "C")));
    Map<String, ObjectEffect> objects =
        SqlDefinitionReader.objects(
            List.of(
                object(ObjectType.TABLE, "", "a"),
                object(ObjectType.OTHER, "", "b"),
                object(ObjectType.TABLE, "e", "gone"),
                object(ObjectType.TABLE, "", "c")),
            "d");
    assertThat(fingerprints.of(objects).values())
        .containsExactly(
            Definition.of("A"), Definition.UNKNOWN, Definition.ABSENT, Definition.of("C"));
    assertThat(server.executed())
        .containsExactly(
            HANDLER
                + "SHOW CREATE TABLE `d`.`a`;SHOW CREATE TABLE `e`.`gone`;"
                + "SHOW CREATE TABLE `d`.`c`; END");
  }

  @Test
  void fewerDefinitionsThanRequestedAreAnError() {
    server.results(BLOCK, _ -> List.of(shown("a", "A")));
    Map<String, ObjectEffect> objects =
        SqlDefinitionReader.objects(
            List.of(object(ObjectType.TABLE, "", "a"), object(ObjectType.TABLE, "", "b")), "d");
    assertThatThrownBy(() -> fingerprints.of(objects))
        .hasMessage("the server returned fewer definitions than were requested");
  }

  @Test
  void objectsAreRestoredFromTheirKeys() {
    Map<String, ObjectEffect> objects =
        SqlDefinitionReader.objects(
            List.of(
                new ObjectEffect(ObjectType.TABLE, "", "t", Effect.DROPPED, true),
                new ObjectEffect(ObjectType.VIEW, "e", "t", Effect.CREATED, false)),
            "d");
    assertThat(objects.values())
        .containsExactly(
            new ObjectEffect(ObjectType.TABLE, "d", "t", Effect.DROPPED, true),
            new ObjectEffect(ObjectType.VIEW, "e", "t", Effect.CREATED, false));
    assertThat(SqlDefinitionReader.objectsOf(objects.keySet()))
        .containsOnlyKeys(objects.keySet())
        .containsValues(object(ObjectType.TABLE, "d", "t"), object(ObjectType.VIEW, "e", "t"));
  }
}
