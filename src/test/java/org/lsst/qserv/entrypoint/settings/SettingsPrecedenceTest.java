// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;

/** Tests all sources of settings and their precedence. */
final class SettingsPrecedenceTest {
  private static final String PORT = "registry.port";

  @TempDir Path directory;

  private TestSettings settings() {
    return new TestSettings(directory);
  }

  private static Optional<Object> port(TestSettings settings) {
    return settings.valid().find(PORT);
  }

  @Test
  void theReferenceContainsTheDefault() {
    assertThat(port(settings())).contains(25082L);
  }

  @Test
  void theCatalogContainsTheDefaultsOfItsServices() {
    assertThat(settings().valid().find("proxy.port")).contains(4040L);
  }

  @Test
  void theCatalogOverridesTheReference() {
    TestSettings settings = settings().file("site.conf", "catalog.settings.registry.port = 1001");
    assertThat(port(settings)).contains(1001L);
  }

  @Test
  void aRoleOverridesTheCatalog() {
    TestSettings settings = settings().role("replication");
    assertThat(settings.valid().find("mariadb.host-cache-size")).contains(0L);
  }

  @Test
  void theDefaultOfARoleAppliesOnlyToThatRole() {
    TestSettings settings = settings().role("worker");
    assertThat(settings.valid().find("mariadb.host-cache-size")).contains(1422L);
  }

  @Test
  void aFileOverridesARole() {
    TestSettings settings =
        settings().role("replication").file("site.conf", "mariadb.host-cache-size = 7");
    assertThat(settings.valid().find("mariadb.host-cache-size")).contains(7L);
  }

  @Test
  void aLaterFileOverridesAnEarlierOne() {
    TestSettings settings =
        settings()
            .file("one.conf", "registry.port = 1001")
            .file("two.yaml", "registry: {port: 1002}");
    assertThat(port(settings)).contains(1002L);
  }

  @Test
  void aLaterAssignmentOverridesAnEarlierOne() {
    assertThat(port(settings().assign(PORT + "=1001", PORT + "=1002"))).contains(1002L);
  }

  @Test
  void aLaterJsonDocumentOverridesAnEarlierOne() {
    TestSettings settings =
        settings().json("{\"registry\":{\"port\":1001}}").json("{\"registry\":{\"port\":1002}}");
    assertThat(port(settings)).contains(1002L);
  }

  @Test
  void aLaterEnvironmentFileOverridesAnEarlierOne() {
    TestSettings settings =
        settings()
            .environmentFile("one.env", "registry.port=1001\n")
            .environmentFile("two.env", "registry.port=1002\n");
    assertThat(port(settings)).contains(1002L);
  }

  private static Stream<Arguments> pairs() {
    List<Source> sources = List.of(Source.values());
    return sources.stream()
        .flatMap(lower ->
            sources.subList(sources.indexOf(lower) + 1, sources.size()).stream()
                .filter(higher -> !(lower.isFile() && higher.isFile()))
                .map(higher -> Arguments.of(lower, higher)));
  }

  @ParameterizedTest(name = "{0} < {1}")
  @MethodSource("pairs")
  void theSourceWithHigherPrecedenceWins(Source lower, Source higher) {
    TestSettings settings = settings();
    higher.set(settings, PORT, "1002");
    lower.set(settings, PORT, "1001");
    assertThat(port(settings)).contains(1002L);
  }

  @ParameterizedTest
  @EnumSource
  void everySourceOverridesTheDefault(Source source) {
    TestSettings settings = settings();
    source.set(settings, PORT, "1001");
    assertThat(port(settings)).contains(1001L);
  }

  @ParameterizedTest
  @EnumSource
  void aStringIsTheSameFromEverySource(Source source) {
    TestSettings settings = settings();
    source.set(settings, "registry.host", "a b,c=d#e$f");
    assertThat(settings.valid().find("registry.host")).contains("a b,c=d#e$f");
  }

  @ParameterizedTest
  @EnumSource
  void aStringThatLooksLikeANumberIsTheSameFromEverySource(Source source) {
    TestSettings settings = settings();
    source.set(settings, "registry.host", "1.10");
    assertThat(settings.valid().find("registry.host")).contains("1.10");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LEGACY_OPTION") // its values are texts
  void aListIsTheSameFromEverySource(Source source) {
    TestSettings settings = settings();
    source.setJson(settings, "command", "[\"a\", \"b,c\", \"\"]");
    assertThat(settings.valid().find("command")).contains(List.of("a", "b,c", ""));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LEGACY_OPTION") // its values are texts
  void anObjectIsTheSameFromEverySource(Source source) {
    TestSettings settings = settings();
    source.setJson(settings, "args", "{\"x\": \"1\", \"list\": [\"a\", \"b\"], \"on\": true}");
    assertThat(settings.valid().map("args"))
        .isEqualTo(Map.of("x", "1", "list", List.of("a", "b"), "on", true));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"VARIABLE", "LEGACY_OPTION"}) // single settings
  void nullRemovesADefaultFromEverySource(Source source) {
    TestSettings settings = settings();
    source.setJson(settings, "registry", "{\"port\": null}");
    assertThat(settings.valid().find(PORT)).isEmpty();
  }

  @Test
  void nullRemovesTheValueOfALowerSource() {
    TestSettings settings =
        settings().variable("QSERV_REGISTRY__HOST", "weak").assign("registry={\"host\":null}");
    assertThat(settings.valid().find("registry.host")).isEmpty();
  }

  @Test
  void objectsOfTwoSourcesAreMerged() {
    TestSettings settings =
        settings().json("{\"args\": {\"a\": \"1\", \"b\": \"1\"}}").assign("args.b=2", "args.c=2");
    assertThat(settings.valid().map("args")).isEqualTo(Map.of("a", "1", "b", "2", "c", "2"));
  }

  @Test
  void aListReplacesTheListOfALowerSource() {
    TestSettings settings =
        settings().json("{\"args\": {\"a\": [\"1\", \"2\"]}}").assign("args.a=[\"3\"]");
    assertThat(settings.valid().map("args")).isEqualTo(Map.of("a", List.of("3")));
  }

  @Test
  void aStringReplacesTheListOfALowerSource() {
    TestSettings settings = settings().json("{\"args\": {\"a\": [\"1\"]}}").assign("args.a=3");
    assertThat(settings.valid().map("args")).isEqualTo(Map.of("a", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"site.json", "site.yaml", "site.conf"})
  void aDottedKeyInAFileIsExpandedToAPath(String file) {
    TestSettings settings = settings().file(file, "{\"registry.port\": 1001, \"args.a\": \"1\"}");
    assertThat(settings.valid().find(PORT)).contains(1001L);
    assertThat(settings.valid().map("args")).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void aDottedKeyInJsonIsExpandedToAPath() {
    TestSettings settings = settings().json("{\"registry.port\": 1001}");
    assertThat(settings.valid().find(PORT)).contains(1001L);
    settings = settings().assign("registry={\"port\": 1001}").json("{\"args.a\": \"1\"}");
    assertThat(settings.valid().map("args")).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void aLaterDocumentOverridesAnEarlierOneRegardlessOfDottedKeys() {
    String nested = "{\"registry\": {\"port\": 1001}}";
    String dotted = "{\"registry.port\": 1002}";
    assertThat(port(settings().json(nested).json(dotted))).contains(1002L);
    assertThat(port(settings().json(dotted).json(nested))).contains(1001L);
    assertThat(port(settings().file("a.json", nested).file("b.yaml", dotted))).contains(1002L);
  }

  @Test
  void dottedKeysOfAMapAreNotExpanded() {
    TestSettings settings = settings().json("{\"args\": {\"a.b\": \"1\"}}");
    assertThat(settings.valid().map("args")).isEqualTo(Map.of("a.b", "1"));
  }

  @Test
  void jsonCanBeReadFromTheStandardInput() {
    TestSettings settings = settings().json("-");
    settings.host().in("{\"registry\": {\"port\": 1001}}");
    assertThat(port(settings)).contains(1001L);
  }

  @Test
  void jsonCanBeReadFromAFile() {
    TestSettings settings = settings();
    Path file = settings.write("site.json", "{\"registry\": {\"port\": 1001}}");
    assertThat(port(settings.json("@" + file))).contains(1001L);
  }
}
