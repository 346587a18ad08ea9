// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.SeededRandom;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests behavior of Jinja that must equal that of the simple substitution. */
final class JinjaTemplateEdgeCasesTest {
  private static final String FORCE_ENGINE = "{% if true %}{% endif %}";

  @TempDir Path directory;

  private static String render(TestSettings given, String template) {
    Settings settings = given.valid();
    String text = new TemplateRenderer(settings).render(given.write("t.cnf", template));
    assertThat(TestSettings.problems(settings)).isEmpty();
    return text;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ 1 + 1 }}", "{% raw %}", "{# x #}", "a{%", "{{ auth_key }}"})
  void doesNotRenderAValueAgain(String value) {
    TestSettings settings =
        new TestSettings(directory)
            .role("worker")
            .assign("auth-key=x")
            .json(TestSettings.object("registry.host", TestSettings.quoted(value)));
    assertThat(render(settings, FORCE_ENGINE + "<{{ registry.host }}>"))
        .isEqualTo("<" + value + ">");
  }

  @Test
  void insertsAnyValueUnchanged() {
    SeededRandom random = SeededRandom.forTest(JinjaTemplateEdgeCasesTest.class);
    for (int i = 0; i < 100; i++) {
      String value = random.text();
      TestSettings settings =
          new TestSettings(directory)
              .role("worker")
              .json(TestSettings.object("registry.host", TestSettings.quoted(value)));
      assertThat(render(settings, FORCE_ENGINE + "<{{ registry.host }}>"))
          .isEqualTo("<" + value + ">");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ xrootd.plugin_directives }}",
        "{{ xrootd.plugin_arguments }}",
        "{{ xrootd.default_vnid }}",
        "{{ host.name }}",
        "{{ xrootd.vnid }}",
        "{{ stop.grace }}",
        "{{ replication.url }}",
        "{{ mariadb.tmp_table_size }}",
        "{{ command }}",
        "a\r\nb\r\n",
        "x\n\n",
        "{{ registry.port }}\n{{ host.name }}"
      })
  void supportsTheSyntaxOfTheSimpleSubstitution(String template) {
    TestSettings given =
        TestPlan.required(directory, "worker").assign("stop.grace=2m", "command=[\"a\",\"b\"]");
    assertThat(render(given, FORCE_ENGINE + template)).isEqualTo(render(given, template));
  }

  @Test
  void ignoresUnusedMissingSettings() {
    TestSettings given = new TestSettings(directory).role("xrootd");
    assertThat(render(given, FORCE_ENGINE + "{{ xrootd.port }}")).isEqualTo("1094");
  }

  @Test
  void reportsASettingWithoutAValueByItsFullName() {
    TestSettings given = new TestSettings(directory).role("worker");
    Settings settings = given.valid();
    new TemplateRenderer(settings)
        .render(given.write("t.cnf", FORCE_ENGINE + "\n{{ registry.host }}\n"));
    assertThat(TestSettings.problems(settings))
        .isEqualTo(
            List.of(
                "registry.host is required by "
                    + directory.resolve("t.cnf")
                    + ": 2 -> set it: -e registry.host=…"));
  }

  @Test
  void findsEveryUnknownVariableIncludingThoseOfIncludedTemplates() {
    TestSettings given = new TestSettings(directory).role("worker");
    given.write("part.cnf", "\n{{ registry.hots }}\n");
    Settings settings = given.valid();
    new TemplateRenderer(settings)
        .render(
            given.write(
                "t.cnf", "{{ abracadabra }}\n{% include 'part.cnf' %}\n{{ 'x' ~ unknown }}"));
    assertThat(TestSettings.problems(settings))
        .containsExactly(
            directory.resolve("t.cnf")
                + ": 1: unknown variable 'abracadabra'"
                + " -> use the name of a setting with _ instead of -",
            directory.resolve("part.cnf")
                + ": 2: unknown variable 'registry.hots' -> did you mean registry.host?",
            directory.resolve("t.cnf")
                + ": 3: unknown variable 'unknown'"
                + " -> use the name of a setting with _ instead of -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{#}", "{%}", "{%-}", "{{-}}", "{{}"})
  void reportsAnUnclosedTag(String tag) {
    TestSettings given = new TestSettings(directory).role("worker");
    Settings settings = given.valid();
    new TemplateRenderer(settings).render(given.write("t.cnf", FORCE_ENGINE + tag));
    assertThat(TestSettings.problems(settings))
        .allSatisfy(problem -> assertThat(problem).startsWith(directory.resolve("t.cnf") + ": "));
  }

  @Test
  void allowsTestingAnUnsetSetting() {
    TestSettings given = new TestSettings(directory).role("worker");
    assertThat(
            render(
                given,
                "{% if registry.host is defined %}a{% else %}{{ registry.host|default('b') }}{% endif %}"))
        .isEqualTo("b");
  }

  @Test
  void reportsAnUnknownVariable() {
    TestSettings given = new TestSettings(directory).role("worker");
    Settings settings = given.valid();
    new TemplateRenderer(settings)
        .render(given.write("t.cnf", FORCE_ENGINE + "\n\n{{ abracadabra }}\n"));
    assertThat(TestSettings.problems(settings))
        .containsExactly(
            directory.resolve("t.cnf")
                + ": 3: unknown variable 'abracadabra'"
                + " -> use the name of a setting with _ instead of -");
  }
}
