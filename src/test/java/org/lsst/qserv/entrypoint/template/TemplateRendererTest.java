// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.Settings;

/** Tests rendering of templates, the simple ones without Jinja and the others with it. */
final class TemplateRendererTest {
  @TempDir Path directory;

  private TestSettings settings() {
    return new TestSettings(directory).role("worker");
  }

  private static String render(TestSettings given, String template) {
    Settings settings = given.valid();
    String text = new TemplateRenderer(settings).render(given.write("t.cnf", template));
    assertThat(TestSettings.problems(settings)).isEmpty();
    return text;
  }

  private static List<String> problems(TestSettings given, String template) {
    Settings settings = given.valid();
    new TemplateRenderer(settings).render(given.write("t.cnf", template));
    return TestSettings.problems(settings);
  }

  @Test
  void replacesANameWithTheSettingsValue() {
    assertThat(render(settings().assign("registry.host=r"), "host = {{ registry.host }}\n"))
        .isEqualTo("host = r");
  }

  @Test
  void readsAnUnderscoreAsADash() {
    assertThat(render(settings(), "{{ mariadb.max_connections }}")).isEqualTo("16384");
  }

  @Test
  void readsThePartsOfAUrl() {
    TestSettings settings = settings().assign("replication.url=mysql://u:p@h/d?socket=/s");
    String template =
        "{{ replication.url.user }} {{ replication.url.password }} {{ replication.url.host }}"
            + " {{ replication.url.port }} {{ replication.url.database }}"
            + " {{ replication.url.socket }} {{ replication.url }}";
    assertThat(render(settings, template)).isEqualTo("u p h 3306 d /s mysql://u:p@h:3306/d");
  }

  @Test
  void rendersAMissingPartOfAUrlAsEmpty() {
    TestSettings settings = settings().assign("replication.url=mysql://u@h");
    assertThat(
            render(
                settings,
                "<{{ replication.url.password }}{{ replication.url.database }}"
                    + "{{ replication.url.socket }}>"))
        .isEqualTo("<>");
  }

  @Test
  void rendersASizeInBytes() {
    assertThat(
            render(settings().assign("mariadb.tmp-table-size=4G"), "{{ mariadb.tmp_table_size }}"))
        .isEqualTo("4294967296");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\n", "x"})
  void dropsOneNewlineAtTheEnd(String template) {
    assertThat(render(settings(), template)).isEqualTo("x");
  }

  @Test
  void keepsFurtherNewlinesAtTheEnd() {
    assertThat(render(settings(), "x\n\n")).isEqualTo("x\n");
  }

  @Test
  void reportsAVariableWithoutAValueWithFileAndLine() {
    assertThat(
            problems(settings(), "a\n{# b #}\n{{ registry.host }}\n{{ replication.url.port }}\n"))
        .containsExactly(
            "registry.host is required by "
                + directory.resolve("t.cnf")
                + ": 3 -> set it: -e registry.host=…",
            "replication.url is required by "
                + directory.resolve("t.cnf")
                + ": 4 -> set it: -e replication.url=…");
  }

  @Test
  void reportsAnUnknownVariableWithASuggestion() {
    assertThat(problems(settings(), "\n{{ registry.hots }}\n"))
        .containsExactly(
            directory.resolve("t.cnf")
                + ": 2: unknown variable 'registry.hots' -> did you mean registry.host?");
  }

  @Test
  void reportsAnUnknownVariableAsBadData() {
    Settings settings = settings().valid();
    new TemplateRenderer(settings).render(settings().write("t.cnf", "{{ abracadabra }}"));
    assertThatThrownBy(() -> settings.problems().throwIfAny("x"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessage(
            "error: "
                + directory.resolve("t.cnf")
                + ": 1: unknown variable 'abracadabra'"
                + "\nfix: use the name of a setting with _ instead of -");
  }

  @Test
  void reportsAMissingTemplate() {
    Path template = directory.resolve("no.cnf");
    assertThatThrownBy(() -> new TemplateRenderer(settings().valid()).render(template))
        .hasMessage(
            "error: template "
                + template
                + " does not exist\nfix: correct paths.templates, or add the file");
  }

  @Test
  void reportsABinaryTemplateAsBadData() throws IOException {
    Path template = Files.write(directory.resolve("t.cnf"), new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> new TemplateRenderer(settings().valid()).render(template))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessage(
            "error: template "
                + template
                + " cannot be read (not valid UTF-8)"
                + "\nfix: check its permissions and that it is UTF-8 text");
  }

  @Test
  void rendersOtherTemplatesWithJinja() {
    TestSettings settings =
        settings().assign("registry.host=r", "replication.url=mysql://u:p@h:3307/d");
    String template =
        "{% if registry.host == 'r' %}{{ registry.host | upper }}{% endif %}"
            + " {{ replication.url.port + 1 }} {{ replication.url.password }}\n";
    assertThat(render(settings, template)).isEqualTo("R 3308 p");
  }

  @Test
  void passesTheServicesOptionsToJinja() {
    TestSettings settings = settings().assign("args={\"list\":[\"a\",\"b\"]}");
    assertThat(render(settings, "{% for x in args.list %}<{{ x }}>{% endfor %}"))
        .isEqualTo("<a><b>");
  }

  @Test
  void reportsAnErrorAsBadDataWithFileAndLine() {
    assertThat(problems(settings(), "\n{% if %}\n"))
        .first()
        .asString()
        .startsWith(directory.resolve("t.cnf") + ": 2: ")
        .endsWith(" -> correct the Jinja template");
  }
}
