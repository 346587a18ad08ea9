// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests JSON objects as they are written. */
final class JsonObjectTest {

  @Test
  void anObjectWithoutMembersIsEmpty() {
    assertThat(new JsonObject()).hasToString("{}");
  }

  @Test
  void membersOfEveryTypeAreWrittenInTheirOrder() {
    assertThat(
            new JsonObject()
                .add("text", "a")
                .add("number", Long.MIN_VALUE)
                .add("flag", true)
                .add("object", new JsonObject().add("empty", new JsonObject()))
                .add("objects", List.of(new JsonObject().add("a", 1), new JsonObject()))
                .addTexts("texts", List.of("a", "b"))
                .addTexts("none", List.of()))
        .hasToString(
            "{\"text\": \"a\", \"number\": -9223372036854775808, \"flag\": true,"
                + " \"object\": {\"empty\": {}}, \"objects\": [{\"a\": 1}, {}],"
                + " \"texts\": [\"a\", \"b\"], \"none\": []}");
  }

  @Test
  void namesAndValuesAreEscaped() {
    String special = "\"\\\n\r\t\0\u001f/é日\uD83D\uDE00";
    JsonObject json = new JsonObject().add(special, special).addTexts("texts", List.of(special));
    var read = ConfigFactory.parseString(json.toString()).root().unwrapped();
    assertThat(read).containsEntry(special, special).containsEntry("texts", List.of(special));
    assertThat(json.toString()).doesNotContain("\n");
  }
}
