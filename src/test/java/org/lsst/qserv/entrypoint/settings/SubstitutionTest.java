// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.SeededRandom;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Tests the replacement of references in texts. */
final class SubstitutionTest {
  private static final Map<String, RedactedText> VALUES =
      Map.of(
          "a", RedactedText.plain("1"),
          "b.c_d", RedactedText.plain("two words"),
          "odd", RedactedText.plain("{{ a }} {# x #} $1 \\ é"),
          "key", RedactedText.secret("canary"));

  private static RedactedText apply(String text) {
    return Substitution.apply(
        text,
        name -> Optional.ofNullable(VALUES.get(name)),
        (name, line) -> {
          throw new AssertionError(name + " in line " + line);
        });
  }

  private static List<String> missing(String text) {
    List<String> missing = new ArrayList<>();
    Substitution.apply(text, name -> Optional.empty(), (name, line) -> missing.add(name + line));
    return missing;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{",
        "}",
        "{ a }",
        "a { b } c",
        "}} {",
        "{{ a }}",
        "{{a}}",
        "{{  b.c_d\n}}",
        "x {{ a }} y {# comment #} z",
        "{# {{ a | upper }} {{ #}",
        "{# {{ a }} #}",
        "${x} #{y}",
        "{{ a }}{{ a }}",
        "a{"
      })
  void referencesAndCommentsNeedNoTemplateEngine(String text) {
    assertThat(Substitution.supports(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if a %}x{% endif %}",
        "{{ a | upper }}",
        "{{ a + 1 }}",
        "{{ \"text\" }}",
        "{{ 1 }}",
        "{{ a[0] }}",
        "{{ a.0 }}",
        "{{ }}",
        "{{ a",
        "{# a",
        "{{ true }}",
        "{{ none }}",
        "{{ a. }}",
        "{{ .a }}",
        "{{- a -}}",
        "{{ a-b }}",
        "{{ not a }}"
      })
  void otherSyntaxNeedsTheTemplateEngine(String text) {
    assertThat(Substitution.supports(text)).isFalse();
    assertThatThrownBy(() -> Substitution.apply(text, name -> Optional.empty(), (name, line) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "x {{ a; '{{ a' is missing the closing }}",
        "{{ a }} {# b; '{# b' is missing the closing #}",
        "x {{ a | b }} y; '{{ a | b }}' is not a reference to a setting",
        "{% if a %}; blocks of Jinja ({% … %}) are not supported here"
      })
  void theErrorQuotesTheUnsupportedPart(String text, String message) {
    assertThatThrownBy(() -> apply(text)).hasMessage(message);
  }

  @Test
  void applyAcceptsExactlyTheSupportedStrings() {
    SeededRandom random = SeededRandom.forTest(SubstitutionTest.class);
    List<String> pieces =
        List.of("{", "}", "{{", "}}", "{#", "#}", "{%", "%}", "a", " ", ".", "\n");
    for (int run = 0; run < 20_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.below(9); left > 0; left--) {
        text.append(pieces.get(random.below(pieces.size())));
      }
      boolean replaced;
      try {
        Substitution.apply(text.toString(), name -> Optional.empty(), (name, line) -> {});
        replaced = true;
      } catch (IllegalArgumentException e) {
        replaced = false;
      }
      assertThat(replaced).as("%s", text).isEqualTo(Substitution.supports(text.toString()));
    }
  }

  @Test
  void referencesAreReplacedAndCommentsRemoved() {
    assertThat(apply("x={{ a }}{# why #}, {{b.c_d}}.").value()).isEqualTo("x=1, two words.");
  }

  @Test
  void aValueIsNotSubstitutedAgain() {
    assertThat(apply("<{{ odd }}>").value()).isEqualTo("<{{ a }} {# x #} $1 \\ é>");
  }

  @Test
  void aSingleBraceIsText() {
    assertThat(apply("{ {{ a }} } {").value()).isEqualTo("{ 1 } {");
  }

  @Test
  void secretsAreRedactedInTheShownText() {
    RedactedText text = apply("u:{{ key }}@{{ a }}");
    assertThat(text.value()).isEqualTo("u:canary@1");
    assertThat(text.shown()).isEqualTo("u:[REDACTED]@1");
  }

  @Test
  void aMissingNameIsReportedWithItsLine() {
    assertThat(missing("{{ a }}\n{# b\n #}\n\n{{ c.d }} {{\ne }}\n{{ f }}"))
        .containsExactly("a1", "c.d5", "e5", "f7");
  }

  @Test
  void everyLineWithAMissingNameIsReported() {
    assertThat(missing("{{ a }}\n{{ a }}")).containsExactly("a1", "a2");
  }

  @Test
  void onlyNameReturnsTheNameOfASingleReference() {
    assertThat(Substitution.onlyName("{{ a.b_c }}")).contains("a.b_c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "{{}}", "{{ a }} ", "{{ a }}{{ b }}", "x{{ a }}", "{{ a | f }}"})
  void onlyNameIsEmptyForAnyOtherString(String text) {
    assertThat(Substitution.onlyName(text)).isEmpty();
  }
}
