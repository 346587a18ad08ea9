package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jinja in scripts that are not rendered. */
final class TemplateMarkersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DO 0;\nINSERT INTO t VALUES ({{ name }});",
        "SET @a = 'it''s';\n{% if x %}",
        "SET @a = 'a\\'b';\nDO {{ x }};",
        "/* {{ a }} */\nDO {{ x }};",
        "# it's\nDO {{ x }};",
        "-- it's\nDO {{ x }};",
        "--\nDO {{ x }};",
        "\n/*! SET @a = {{ x }} */;",
        "\n/*M! SET @a = {{ x }} */;",
        "DO 1--2;\nDO {{ x }};",
        "SELECT `a``b`, `\\`\n, {{ x }}"
      })
  void namesTheLineOfTheFirst(String sql) {
    assertThat(TemplateMarkers.firstLine(sql)).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DO 0;",
        "SELECT '{{ name }}', \"{{ name }}\", `{{ name }}`;",
        "SELECT 'it''s {{ name }}', 'a\\'{{ b }}';",
        "-- {{ name }}\nDO 0;",
        "--\t{{ name }}",
        "# {{ name }}",
        "/* {{ name }} */ DO 0;",
        "/*/ {{ name }} */",
        "DO 0 {{",
        "SELECT {fn NOW()}, {d '2020-01-01'};",
        "SELECT '{{ name }}",
        "/* {{ name }}",
        "SELECT 'a\\"
      })
  void literalsCommentsAndSingleBracesAreFine(String sql) {
    assertThat(TemplateMarkers.firstLine(sql)).isEmpty();
  }

  @Test
  void aLongLiteralNeedsNoStack() {
    String sql = "SELECT '" + "it''s \\' ".repeat(1_000_000) + "';\nDO {{ x }};";
    assertThat(TemplateMarkers.firstLine(sql)).hasValue(2);
  }
}
