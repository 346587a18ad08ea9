// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.explain.Explanation.ModeEffect;
import org.lsst.qserv.entrypoint.explain.Explanation.Setting;
import org.lsst.qserv.entrypoint.settings.SettingOrigin;

/** Tests {@code explain} with the shipped catalog and templates. */
final class ExplainerTest {
  private static final Path SCHEMA = Path.of("docs/explain.schema.json");

  @TempDir Path directory;

  private static Explanation explain(String target, TestSettings given) {
    return TestExplanation.of(target, given);
  }

  private TestSettings required(String target) {
    return TestPlan.required(directory, TestPlan.target(target).role())
        .assign("paths.config=" + directory.resolve("config"));
  }

  private static Setting setting(Explanation page, String name) {
    return page.settings().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsTheOverriddenValuesOfASetting() {
    TestSettings given =
        required("czar http")
            .file("site.conf", "czar.http.port = 5000\n")
            .variable("QSERV_CZAR__HTTP__PORT", "5001")
            .assign("czar.http.port=5002");
    Setting port = setting(explain("czar http", given), "czar.http.port");
    assertThat(port.value()).contains("5002");
    assertThat(port.changed()).isTrue();
    assertThat(port.origins())
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo(new SettingOrigin("5002", "-e")),
            one -> assertThat(one).isEqualTo(new SettingOrigin("5001", "QSERV_CZAR__HTTP__PORT")),
            one -> assertThat(one.origin()).endsWith("site.conf: 1"),
            one -> {
              assertThat(one.shown()).isEqualTo("4048");
              assertThat(one.origin()).startsWith("catalog/common.conf: ");
            });
  }

  @Test
  void showsTheFileOfASecret() {
    Path file = required("czar http").write("password", "canary");
    Setting password =
        setting(
            explain("xrootd cmsd", required("xrootd").assign("replication.password-file=" + file)),
            "replication.password");
    assertThat(password.value()).contains("[REDACTED]");
    assertThat(password.origins()).containsExactly(new SettingOrigin("[REDACTED]", file + " (-e)"));
  }

  @Test
  void showsAMemberOfAMapAsASeparateSetting() {
    Explanation page =
        explain("xrootd cmsd", required("xrootd").assign("args={\"d\":true}", "env.X=y"));
    assertThat(setting(page, "args.d").value()).contains("true");
    assertThat(setting(page, "env.X").value()).contains("y");
  }

  @Test
  void showsTheEffectOfEachMode() {
    assertThat(explain("worker xrootd", required("worker")).decision().modes())
        .containsExactly(
            new ModeEffect("full", true, "runs xrootd"),
            new ModeEffect(
                "maintenance",
                false,
                "parks; 'probe live' then fails; the orchestrator restarts the container, which then"
                    + " applies the mode"));
    assertThat(explain("worker", required("worker")).decision().modes())
        .extracting(ModeEffect::effect)
        .containsExactly(
            "runs database, cmsd, xrootd, replica",
            "runs database; the launcher follows without a restart");
  }

  @Test
  void showsACompleteNewFile() {
    FileDifference file =
        explain("czar proxy", required("czar"))
            .services()
            .getFirst()
            .preparation()
            .files()
            .getFirst();
    assertThat(file.state()).isEqualTo(FileDifference.State.NEW);
    assertThat(file.lines()).startsWith("--- /dev/null").contains("+proxy-address = :4040");
  }

  @Test
  void showsTheDifferenceOfAChangedFileWithoutPasswords() throws IOException {
    Path target = directory.resolve("config/xrdssi-worker.cf");
    Files.createDirectories(target.getParent());
    Files.writeString(
        target, "[mysql]\npassword = old-canary\nhostname = elsewhere\nother_passwd=canary-2\n");
    FileDifference file =
        explain("worker xrootd", required("worker").assign("database.password=new-canary"))
            .services()
            .getFirst()
            .preparation()
            .files()
            .stream()
            .filter(one -> one.target().equals(target))
            .findFirst()
            .orElseThrow();
    assertThat(file.state()).isEqualTo(FileDifference.State.CHANGED);
    assertThat(file.lines())
        .contains("-hostname = elsewhere", "+hostname = 127.0.0.1", "-other_passwd=[REDACTED]")
        .noneMatch(line -> line.contains("canary"));
  }

  @Test
  void showsNoDifferenceForAnUnchangedFile() throws IOException {
    Path target = directory.resolve("config/my-proxy.cnf");
    Explanation first = explain("czar proxy", required("czar"));
    List<String> added =
        first.services().getFirst().preparation().files().getFirst().lines().stream()
            .skip(3)
            .map(line -> line.substring(1))
            .toList();
    Files.createDirectories(target.getParent());
    Files.writeString(target, String.join("\n", added) + "\n");
    FileDifference again =
        explain("czar proxy", required("czar"))
            .services()
            .getFirst()
            .preparation()
            .files()
            .getFirst();
    assertThat(again.state()).isEqualTo(FileDifference.State.SAME);
    assertThat(again.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"czar", "worker", "xrootd", "replication"})
  void showsNoSecretAndWritesNoFile(String role) throws IOException {
    TestSettings given = required(role).assign("env.MY_TOKEN=canary-token", "instance-id=test");
    List<Path> before = tree();
    Explanation page = explain(role, given);
    for (String shown :
        List.of(
            new ExplanationFormatter(Palette.PLAIN, false).of(page), ExplanationJson.of(page))) {
      assertThat(shown)
          .doesNotContain("canary", "http-password", "czar-password", "replication-password")
          .doesNotContain("worker-password", "admin-key")
          .contains("[REDACTED]");
    }
    assertThat(tree()).isEqualTo(before);
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "czar",
        "worker",
        "xrootd",
        "replication",
        "worker xrootd",
        "worker --mode install"
      })
  void theJsonConformsToItsSchema(String line) throws IOException {
    String target = line.replace(" --mode install", "");
    TestSettings given =
        line.equals(target)
            ? required(target)
            : required(target).assign("mode=install", "schema.scripts=/scripts");
    Map<String, Object> schema = object(Files.readString(SCHEMA));
    assertMatches(schema, object(ExplanationJson.of(explain(target, given))), "page");
  }

  private static Map<String, Object> object(String json) {
    return ConfigFactory.parseString(json).root().unwrapped();
  }

  /** Asserts that objects have exactly the members of their schema, all of them required. */
  private static void assertMatches(Map<?, ?> schema, Object value, String place) {
    if (value instanceof Map<?, ?> members) {
      Map<?, ?> properties = part(schema, "properties", Map.class);
      assertThat(texts(members.keySet()))
          .as(place)
          .isEqualTo(texts(properties.keySet()))
          .isEqualTo(texts(part(schema, "required", Collection.class)));
      members.forEach((name, member) ->
          assertMatches(part(properties, name, Map.class), member, place + "." + name));
    } else if (value instanceof List<?> elements) {
      elements.forEach(
          element -> assertMatches(part(schema, "items", Map.class), element, place + "[]"));
    } else if (schema.get("enum") instanceof List<?> values) {
      assertThat(value).as(place).isIn(values);
    }
  }

  private static <T> T part(Map<?, ?> schema, @Nullable Object name, Class<T> type) {
    return requireNonNull(type.cast(schema.get(name)), () -> "the schema lacks " + name);
  }

  private static Set<String> texts(Collection<?> names) {
    return names.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void alignsTheText() {
    String text =
        new ExplanationFormatter(Palette.PLAIN, true)
            .of(
                explain(
                    "xrootd cmsd",
                    new TestSettings(directory)
                        .role("xrootd")
                        .assign("paths.templates=" + TestPlan.TEMPLATES)
                        .assign(
                            "paths.config=" + directory.resolve("c"), "xrootd.manager.host=m")));
    assertThat(text)
        .startsWith(
            """
            target    xrootd cmsd
            line      xrd (release-line=xrd from QSERV_RELEASE_LINE)
            mode      full (the 'mode' setting)
            action    exec: one component runs, so its service is exec'd
            in mode full (current): runs cmsd
            in mode maintenance: parks; 'probe live' then fails; the orchestrator restarts the \
            container, which then applies the mode

            settings:\
            """)
        .contains("\n  xrootd.manager.host  m")
        .contains("\n  run       cmsd -c ")
        .contains("\n  stop      SIGTERM, SIGKILL after 30 s\n");
  }

  @Test
  void usesColorsOnlyOnRequest() {
    Explanation page = explain("xrootd cmsd", required("xrootd"));
    assertThat(new ExplanationFormatter(Palette.PLAIN, false).of(page)).doesNotContain("\u001B");
    assertThat(new ExplanationFormatter(Palette.COLORS, false).of(page))
        .contains("\u001B[1m", "\u001B[32m+");
  }
}
