// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the redacted text of a script. */
final class RenderedScriptTest {
  private static RenderedScript render(String template, Map<String, String> variables) {
    return ScriptTemplate.render(Path.of("/s.sql.jinja"), template, variables, false);
  }

  @Test
  void keepsStatementsWithoutVariables() {
    RenderedScript script =
        render(
            "DO 1;\nSET @a = '{{ word }}';\nDO {{ 1 + 1 }};", Map.of("word", "s3cret", "x", "y"));
    assertThat(script.text()).isEqualTo("DO 1;\nSET @a = 's3cret';\nDO 2;");
    assertThat(script.redacted()).isEqualTo("DO 1;\nSET @a = 'redacted_word';\nDO 2;");
  }

  @Test
  void appliesFiltersToBothTexts() {
    RenderedScript script =
        render("SET @a = {{ v | sql_string }}, @b = {{ v | sql_name }};", Map.of("v", "it's"));
    assertThat(script.text()).isEqualTo("SET @a = 'it''s', @b = `it's`;");
    assertThat(script.redacted()).isEqualTo("SET @a = 'redacted_v', @b = `redacted_v`;");
  }

  @Test
  void replacesANumberWithANumber() {
    RenderedScript script =
        render("FROM seq_1_to_{{ rows }} {{ rows | int + 1 }}", Map.of("rows", "5"));
    assertThat(script.text()).isEqualTo("FROM seq_1_to_5 6");
    assertThat(script.redacted()).isEqualTo("FROM seq_1_to_97 98");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "97",
        "1013",
        "8",
        "0",
        "-3",
        "redacted_v",
        "r",
        "d",
        "hidden_value_of_v_0",
        "v",
        ""
      })
  void choosesADecoyWithDifferentParts(String value) {
    for (String part : new String[] {"v", "v[:1]", "v[-1:]", "v | length", "v | upper"}) {
      RenderedScript script = render("{{ " + part + " }}", Map.of("v", value));
      assertThat(script.redacted()).isNotEmpty();
      if (!value.isEmpty() || part.equals("v")) {
        assertThat(script.redacted()).as(part).isNotEqualTo(script.text());
      }
    }
  }

  @Test
  void rendersDifferentStatementsIfAValueDecides() {
    RenderedScript script = render("{% if mode == 'a' %}DO 1;{% endif %}", Map.of("mode", "a"));
    assertThat(script).isEqualTo(new RenderedScript("DO 1;", ""));
  }

  @Test
  void hasNoRedactedStringIfDecoysCannotBeRendered() {
    RenderedScript script =
        render("{% if mode == 'a' %}DO 1;{% else %}{{ unknown }}{% endif %}", Map.of("mode", "a"));
    assertThat(script).isEqualTo(new RenderedScript("DO 1;", ""));
  }

  @Test
  void describesAScriptWithoutValues() {
    assertThat(render("{{ word }}", Map.of("word", "s3cret")))
        .hasToString("RenderedScript[redacted_word]");
  }
}
