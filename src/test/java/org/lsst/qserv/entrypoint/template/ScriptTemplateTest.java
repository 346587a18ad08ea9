// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests rendering of migration scripts with variables. */
final class ScriptTemplateTest {
  private static final Path FILE = Path.of("/scripts/migrate-1-to-2.sql.jinja");
  private static final String SECRET = "top\"half-of-it";
  private static final Map<String, String> UNSAFE = Map.of("pw", SECRET, "name", "abc");

  @TempDir Path directory;

  private static String text(String template, Map<String, String> variables) {
    return ScriptTemplate.render(FILE, template, variables, false).text();
  }

  private static Failure failure(String template, Map<String, String> variables) {
    try {
      throw new AssertionError(ScriptTemplate.render(FILE, template, variables, false).text());
    } catch (Failure e) {
      assertThat(e.getMessage()).doesNotContain(SECRET, "half-of-it");
      return e;
    }
  }

  private static String unsafe(int line, String name) {
    return "error: /scripts/migrate-1-to-2.sql.jinja: "
        + line
        + ": the value of variable '"
        + name
        + "' contains a quote, backslash, line break or NUL character\n"
        + "fix: replace the quotes and their content with {{ "
        + name
        + " | sql_string }}, or set another value";
  }

  @Test
  void reportsAVariableWithoutAValueAsAConfigurationError() {
    Failure failure = failure("DO 0;\nDO {{ rows }};\n", Map.of());
    assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure)
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 2: variable 'rows' has no value\n"
                + "fix: set it: -e schema.variables.rows=…");
  }

  @Test
  void reportsAnErrorInTheTemplateAsBadData() {
    Failure failure = failure("DO 0;\n{% for x %}{% endfor %}\n", Map.of());
    assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(failure)
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 2: Syntax error in 'x': Tag 'for'"
                + " expects valid 'in' clause, got: x\nfix: correct the script");
  }

  @Test
  void reportsAnUnknownFilterAsAnError() {
    Failure failure = failure("{{ name | nofilter }}", UNSAFE);
    assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(failure)
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 1: unknown filter 'nofilter'\n"
                + "fix: correct the script");
  }

  @Test
  void reportsAMissingAttributeAsAnError() {
    assertThat(failure("{{ name.length_of }}", UNSAFE))
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 1: cannot be evaluated: {{ name.length_of }}\n"
                + "fix: correct the script");
  }

  @Test
  void reportsProblemsOfVariablesFirstAndUsesTheirExitCode() {
    Failure failure = failure("{{ range(2.5) }}\n{{ rows }}\n'{{ pw }}'", UNSAFE);
    assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure)
        .hasMessage(
            """
            error: 3 problems in the script /scripts/migrate-1-to-2.sql.jinja
              /scripts/migrate-1-to-2.sql.jinja: 2: variable 'rows' has no value
                fix: set it: -e schema.variables.rows=…
              /scripts/migrate-1-to-2.sql.jinja: 3: the value of variable 'pw' contains a quote, backslash, line break or NUL character
                fix: replace the quotes and their content with {{ pw | sql_string }}, or set another value
              /scripts/migrate-1-to-2.sql.jinja: 1: the arguments of range must be integers: {{ range(2.5) }}
                fix: correct the script\
            """);
  }

  @Test
  void reportsTheLimitOfRange() {
    assertThat(failure("\n{% for i in range(100001) %}DO {{ i }};{% endfor %}", Map.of()))
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 2: range has more than 100000 numbers, which"
                + " is the limit: {% for i in range(100001) %}\n"
                + "fix: correct the script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a'b", "a\"b", "a`b", "a\\b", "a\nb", "a\rb", "a\0b", "'", "\\"})
  void refusesAnUnsafeValueInTheOutput(String value) {
    Failure failure = failure("DO 0;\nSET @a = '{{ v }}';", Map.of("v", value));
    assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure).hasMessage(unsafe(2, "v"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ pw }}",
        "{{ 'a' ~ pw }}",
        "{{ pw | replace('top', '') }}",
        "{{ [name, pw] | join(',') }}",
        "{{ '%s' | format(pw) }}",
        "{{ [pw] }}",
        "{{ {'k': pw}.k }}",
        "{{ pw | upper }}",
        "{{ pw[2:] }}",
        "{{ pw if true else 'x' }}",
        "{{ nope | default(pw) }}",
        "{{ pw | safe }}",
        "{% set x = pw %}{{ x }}",
        "{% set x = 'a' ~ pw %}{% set y = x ~ 'b' %}{{ y }}",
        "{% set x, y = name, pw %}{{ y }}",
        "{% set x %}{{ pw }}{% endset %}{{ x }}",
        "{% set ns = namespace(a='') %}{% set ns.a = pw %}{{ ns.a }}",
        "{% for x in [name, pw] %}{{ x }}{% endfor %}",
        "{% for k, x in {'a': pw}.items() %}{{ x }}{% endfor %}",
        "{% for c in pw %}{{ c }}{% endfor %}",
        "{% for c in pw | list %}{{ c }}{% endfor %}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(pw) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m('a' ~ pw) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(name) ~ pw }}",
        "{% macro m(a=pw) %}{{ a }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ pw }}{% endcall %}",
        "{{ (name | sql_string) ~ pw }}",
        "{{ pw | sql_string | replace(\"'\", '') }}",
        "{{ (pw | sql_string)[1:] }}"
      })
  void refusesAnUnsafeValueThroughAnyConstruct(String template) {
    assertThat(failure(template, UNSAFE)).hasMessage(unsafe(1, "pw"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ name }}|abc",
        "{{ \"it's\" }}|it's",
        "{% set q = \"it's\" %}{{ q }}|it's",
        "'{{ name }}' `x`|'abc' `x`",
        "{{ [name] }}|['abc']",
        "{{ pw | length }}|14",
        "{{ pw[:3] }}|top",
        "{% if '\"' in pw %}yes{% endif %}|yes",
        "{{ pw | sql_string }}|'top\"half-of-it'",
        "{{ 'a' ~ (pw | sql_string) }}|a'top\"half-of-it'",
        "{{ [pw, name] | map('sql_string') | join(', ') }}|'top\"half-of-it', 'abc'",
        "{% set x = pw | sql_string %}{{ x }},{{ \"'\" ~ x }}|'top\"half-of-it',''top\"half-of-it'",
        "{% for x in [pw, name] %}{{ x | sql_string }}{% endfor %}|'top\"half-of-it''abc'",
        "{% macro m(a) %}`c` {{ a | sql_string }}{% endmacro %}{{ m(pw) }}|`c` 'top\"half-of-it'",
        "{% macro m(a) %}`c` {{ a | sql_string }}{% endmacro %}{{ m('x' ~ pw) }}|`c` 'xtop\"half-of-it'",
        "{% macro m(a) %}'{{ caller() }}'{{ a | sql_string }}{% endmacro %}{% call m(pw) %}`it`{% endcall %}|'`it`''top\"half-of-it'",
        "{{ pw | sql_name }}|`top\"half-of-it`",
      })
  void acceptsTemplateTextAndFilteredValues(String templateAndResult) {
    String[] parts = templateAndResult.split("\\|(?=[^|]*$)", 2);
    assertThat(text(parts[0], UNSAFE)).isEqualTo(parts[1]);
  }

  @Test
  void ignoresAnUnusedUnsafeValue() {
    assertThat(text("{% if name == 'x' %}{{ pw }}{% endif %}DO 0;", UNSAFE)).isEqualTo("DO 0;");
  }

  @Test
  void reportsAnUnsafeValueInALoopOnce() {
    assertThat(failure("{% for i in range(3) %}\n{{ pw }}{% endfor %}", UNSAFE))
        .hasMessage(unsafe(2, "pw"));
  }

  @Test
  void reportsAllVariablesWithTheSameUnsafeValue() {
    assertThat(failure("{{ a }}", Map.of("a", "'", "b", "'")).problems())
        .extracting(problem -> problem.what().replaceAll(".*variable '(.)'.*", "$1"))
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void reportsAnUnsafeValueInAnIncludedTemplateWithItsFile() throws IOException {
    Path part = Files.writeString(directory.resolve("part.sql"), "\n{{ pw }}");
    Path macros =
        Files.writeString(directory.resolve("m.sql"), "{% macro m(a) %}\n{{ a }}{% endmacro %}");
    assertThatThrownBy(() ->
            ScriptTemplate.render(
                directory.resolve("s.jinja"),
                "{% include 'part.sql' %}{% import 'm.sql' as m %}{{ m.m(pw) }}",
                UNSAFE,
                false))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(part + ": 2: the value of variable 'pw' contains")
        .hasMessageContaining(macros + ": 2: the value of variable 'pw' contains");
  }

  @ParameterizedTest
  @CsvSource({"print,{% print pw %}", "cycle,'{% cycle pw, name %}'"})
  void refusesTagsThatBypassTheCheck(String tag, String template) {
    assertThat(failure("\n" + template, UNSAFE))
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 2: the tag '"
                + tag
                + "' is not available in migration scripts: "
                + template
                + "\nfix: correct the script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ pw | round }}",
        "{{ pw - 1 }}",
        "{{ range(pw) }}",
        "{{ [1][pw] }}",
        "{{ '%d' | format(pw) }}",
        "{{ 5 | truncate(pw) }}",
        "{{ [1] | map(pw) }}",
        "{{ [1] | select(pw) }}",
        "{{ 'a' | replace('a', 'b', pw) }}",
        "{{ 'a' | indent(pw) }}",
        "{% include pw %}",
        "{% import pw as m %}",
        "{% extends pw %}",
        "{{ 1 | strtotime(pw) }}",
        "{{ pw | sql_string(1) }}",
        "{{ [pw] | sql_string }}",
        "{{ pw | abs }}",
        "{{ -pw }}"
      })
  void reportsErrorsOfTheEngineWithoutValues(String template) {
    assertThat(failure(template, UNSAFE).problems())
        .isNotEmpty()
        .allSatisfy(problem ->
            assertThat(problem.what()).startsWith("/scripts/migrate-1-to-2.sql.jinja: 1: "));
  }

  @Test
  void doesNotGarbleAMessageWithAShortValue() {
    assertThat(failure("{{ 1 | round(n) }}", Map.of("n", "1")))
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 1: round expects an integer for 'precision':"
                + " {{ 1 | round(n) }}\n"
                + "fix: correct the script");
  }

  @Test
  void refusesTooMuchOutputBeforeMemoryIsExhausted() {
    long most = EngineConfig.MAX_OUTPUT;
    String loop = "{% for i in range(100000) %}" + "x".repeat((int) (most / 100_000) + 1);
    assertThat(failure("DO 0;\n" + loop + "{% endfor %}", Map.of()).problems().getFirst().what())
        .startsWith(
            "/scripts/migrate-1-to-2.sql.jinja: 2: the output exceeds the limit of " + most);
  }

  @Test
  void reportsAMissingTemplateWithTheFolder() {
    assertThat(failure("\n{% include 'nope.sql' %}", Map.of()))
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 2: template not found in /scripts:"
                + " {% include 'nope.sql' %}\n"
                + "fix: correct the script");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "abc,'abc'",
        "it's,'it''s'",
        "a\"b,'a\"b'",
        "C:\\,'C:\\\\'",
        "~~,''",
        "日😀,'日😀'",
        "$1,'$1'"
      })
  void convertsAValueToALiteralWithSqlString(String value, String literal) {
    assertThat(text("{{ v | sql_string }}", Map.of("v", value))).isEqualTo(literal);
  }

  @Test
  void escapesLineBreaksWithSqlString() {
    assertThat(text("{{ v | sql_string }}", Map.of("v", "a\0b\nc\rd\\ne")))
        .isEqualTo("'a\\0b\\nc\\rd\\\\ne'");
  }

  @Test
  void doublesOnlyQuotesWithoutBackslashEscapes() {
    String value = "it's C:\\ \0\n";
    assertThat(ScriptTemplate.render(FILE, "{{ v | sql_string }}", Map.of("v", value), true).text())
        .isEqualTo("'it''s C:\\ \0\n'");
  }

  @Test
  void convertsNumbersAndBooleansToTextWithSqlString() {
    assertThat(text("{{ 5 | sql_string }}{{ true | sql_string }}", Map.of()))
        .isEqualTo("'5''True'");
  }

  @Test
  void reportsAMissingVariableInSqlString() {
    assertThat(failure("{{ password | sql_string }}", Map.of()))
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 1: variable 'password' has no value\n"
                + "fix: set it: -e schema.variables.password=…");
  }

  @Test
  void doublesBackquotesWithSqlName() {
    assertThat(text("{{ v | sql_name }}", Map.of("v", "obj-`1`\\"))).isEqualTo("`obj-``1``\\`");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "~~,the name is empty or ends with a space",
        "~a ~,the name is empty or ends with a space",
        "😀,the name contains a character that is not allowed in names"
      })
  void refusesAnInvalidNameInSqlName(String value, String reason) {
    assertThat(failure("{{ v | sql_name }}", Map.of("v", value)))
        .hasMessage(
            "error: /scripts/migrate-1-to-2.sql.jinja: 1: sql_name: "
                + reason
                + ": {{ v | sql_name }}\n"
                + "fix: correct the script");
  }

  @Test
  void refusesALongNameInSqlName() {
    assertThat(text("{{ v | sql_name }}", Map.of("v", "é".repeat(64)))).hasSize(66);
    assertThat(failure("{{ v | sql_name }}", Map.of("v", "é".repeat(65))).getMessage())
        .contains("sql_name: the name has more than 64 characters");
  }
}
