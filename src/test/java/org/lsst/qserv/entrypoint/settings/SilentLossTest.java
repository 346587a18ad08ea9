// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Tests that a value that a file format would change is either read as written or reported. */
final class SilentLossTest {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @TempDir Path directory;

  private TestSettings settings() {
    return new TestSettings(directory);
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc#123", "abc//123", "a b#c", "9#x", "true#x", "${a}b#c"})
  void rejectsAHoconValueInWhichACommentStarts(String value) {
    String text = "a = b\nauth-key = " + value + "\n";
    assertThat(settings().file("site.conf", text).problems())
        .contains(
            "--config "
                + path("site.conf")
                + ": a comment starts inside a value (line 2) -> quote the value, or put a space"
                + " before the comment");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instance-id = abc # comment",
        "instance-id = \"abc\"# comment",
        "instance-id = \"abc\" // comment",
        "instance-id = abc, # comment",
        "{ instance-id = abc }# comment",
        "#comment\ninstance-id = abc",
        "instance-id = # comment\n  abc",
        "instance-id = \"\"\"abc\"\"\"# comment"
      })
  void acceptsCommentsThatCannotBePartOfAValue(String text) {
    assertThat(settings().file("site.conf", text).valid().string("instance-id")).isEqualTo("abc");
  }

  @Test
  void keepsCommentCharactersInQuotes() {
    String text = "auth-key = \"a#b//c\"\nadmin-auth-key = \"\"\"d#e//f\"\"\"\n";
    Settings read = settings().file("site.conf", text).valid();
    assertThat(read.find("auth-key")).contains(new Secret("a#b//c"));
    assertThat(read.find("admin-auth-key")).contains(new Secret("d#e//f"));
  }

  @ParameterizedTest
  @CsvSource({
    "abc # 123, 'is not quoted, and a comment follows on the same line -> quote it'",
    "abc // 123, 'is not quoted, and a comment follows on the same line -> quote it'",
    "'a\"b\"c', 'mixes quoted and unquoted text -> quote the whole value'"
  })
  void rejectsASecretThatIsAmbiguousInHocon(String value, String reason) {
    assertThat(settings().file("site.conf", "auth-key = " + value).problems())
        .containsExactly("auth-key (from " + path("site.conf") + ": 1): " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql://u@h:3306/d", "http://host", "a:b", "pa$$word", "a+b", "a?b"})
  void reportsThatAHoconValueNeedsQuotes(String value) {
    assertThat(settings().file("site.conf", "\ndatabase.url = " + value).problems())
        .singleElement()
        .asString()
        .startsWith(
            "--config "
                + path("site.conf")
                + ": is not valid HOCON (line 2) -> correct the syntax; quote a value")
        .doesNotContain(value);
  }

  @Test
  void warnsOfADuplicateHoconKey() {
    String text = "mode = full\nxrootd { port = 1 }\nmode = maintenance\nxrootd.port = 2\n";
    Settings read = settings().file("site.conf", text).read();
    assertThat(TestSettings.warnings(read))
        .containsExactly(
            path("site.conf")
                + ": mode is set twice (lines 1 and 3); the later value is used -> keep one of"
                + " them",
            path("site.conf")
                + ": xrootd.port is set twice (lines 2 and 4); the later value is used -> keep"
                + " one of them");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xrootd { port = 1 }\nxrootd { cmsd-port = 2 }",
        "schema.bystanders = [a]\nschema.bystanders += b",
        "schema.bystanders = [a]\nschema.bystanders = ${schema.bystanders} [b]",
        "catalog.roles.czar.components.http.files = [{template = a}, {template = b}]"
      })
  void acceptsAdditionsToAnEarlierValue(String text) {
    Settings read = settings().file("site.conf", text).read();
    assertThat(TestSettings.warnings(read)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"include \"secrets.conf\"", "include file(\"/x\")", "include url(\"http://x\")"})
  void rejectsAnIncludeBecauseAMissingFileWouldBeIgnored(String text) {
    assertThat(settings().file("site.conf", text).problems())
        .containsExactly(
            "--config "
                + path("site.conf")
                + ": 'include' is not supported -> use --config once per file");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`yes` | `is a boolean in YAML unless it is quoted -> quote it`",
        "`Off` | `is a boolean in YAML unless it is quoted -> quote it`",
        "`true` | `is a boolean in YAML unless it is quoted -> quote it`",
        "`~` | `means null in YAML unless it is quoted -> quote it`",
        "`NULL` | `means null in YAML unless it is quoted -> quote it`",
        "`0123` | `is a number in YAML unless it is quoted -> quote it`",
        "`0o17` | `is a number in YAML unless it is quoted -> quote it`",
        "`1_000` | `is a number in YAML unless it is quoted -> quote it`",
        "`1e3` | `is a number in YAML unless it is quoted -> quote it`",
        "`+.5` | `is a number in YAML unless it is quoted -> quote it`",
        "`12:30` | `is a number in YAML unless it is quoted -> quote it`",
        "`.inf` | `is a number in YAML unless it is quoted -> quote it`",
        "`2026-01-31` | `is a date in YAML unless it is quoted -> quote it`",
        "`abc #123` | `is not quoted, and a comment follows on the same line -> quote it`",
        "`#123` | `is not quoted, and a comment follows on the same line -> quote it`",
        "`abc\n  def` | `has several lines, which YAML joins with spaces -> write it on one line`",
        "`|\n  abc` | `ends with a line break -> use |- instead of |, or quote it`"
      })
  void rejectsASecretThatIsAmbiguousInYaml(String value, String reason) {
    assertThat(settings().file("site.yaml", "\nauth-key: " + value + "\n").problems())
        .containsExactly("auth-key (from " + path("site.yaml") + ": 2): " + reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yes\"",
        "'0123'",
        "|-\n  12:30",
        "!!str 1e3",
        "abc#123",
        "\"abc\" # comment",
        "a b"
      })
  void acceptsASecretThatCanOnlyBeAStringInYaml(String value) {
    assertThat(settings().file("site.yaml", "auth-key: " + value).problems()).isEmpty();
  }

  @Test
  void rejectsEveryYamlValueWhoseTextDiffersFromTheFile() {
    String yaml = "instance-id: yes\nargs: {x: ~, list: [no]}\nenv:\n  A: On\n";
    String changed = " is a boolean in YAML unless it is quoted -> use true or false, or quote it";
    assertThat(settings().file("site.yaml", yaml).problems())
        .containsExactlyInAnyOrder(
            "instance-id (from " + path("site.yaml") + ": 1):" + changed,
            "args.x (from "
                + path("site.yaml")
                + ": 2): means null in YAML unless it is quoted -> use null, or quote it",
            "args.list (from " + path("site.yaml") + ": 2):" + changed,
            "env.A (from " + path("site.yaml") + ": 4):" + changed);
  }

  @Test
  void readsYamlNumbersAsWrittenUnlessTheyAreSecrets() {
    String yaml = "instance-id: 0123\nargs: {version: 1.10}\ntemplates.check: yes\n";
    Settings read = settings().file("site.yaml", yaml).valid();
    assertThat(read.string("instance-id")).isEqualTo("0123");
    assertThat(read.map("args")).containsEntry("version", "1.10");
    assertThat(read.flag("templates.check")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "auth-key: &abc, `an anchor is not supported (line 1) -> remove the anchor, or quote the value`",
        "auth-key: *abc, `an alias is not supported (line 1) -> repeat the value, or quote it`",
        "auth-key: !abc, `a tag is not supported (line 1) -> remove the tag, or quote the value`",
        "`<<: {mode: full}`, `a merge key is not supported (line 1) -> repeat the values`",
        "`mode: full\nmode: full`, `key 'mode' is set twice (line 2) -> keep one of them`",
        "`mode: full\n---\nmode: full`, `a second document is not supported (line 2) -> put it"
            + " into a separate file`",
        "`? [a]\n: b`, `a key is not a plain name (line 1) -> use NAME: VALUE`",
        "auth-key: @abc, `is not valid YAML (line 1, column 11) -> correct the YAML syntax`"
      })
  void rejectsYamlConstructsThatChangeValues(String yaml, String reason) {
    assertThat(settings().file("site.yaml", yaml).problems())
        .containsExactly("--config " + path("site.yaml") + ": " + reason);
  }

  @Test
  void rejectsADuplicateJsonKey() {
    assertThat(settings().file("site.json", "{\"mode\": 1,\n\"mode\": 2}").problems())
        .singleElement()
        .asString()
        .contains("is not valid JSON (line 2");
  }

  @Test
  void reportsLinesOfAnEnvironmentFileThatAShellWouldReadDifferently() {
    String text = "export QSERV_MODE=full\nQSERV_INSTANCE_ID='a'\nmode=full\nmode=maintenance\n";
    Settings read = settings().environmentFile("site.env", text).read();
    String origin = path("site.env") + ": ";
    assertThat(TestSettings.problems(read))
        .containsExactly(
            origin
                + "1: the name 'export QSERV_MODE' contains a space -> use NAME=VALUE, without"
                + " export and without spaces before =");
    assertThat(TestSettings.warnings(read))
        .contains(
            origin
                + "2: the quotes are part of the value, as in docker run --env-file -> remove them"
                + " unless they are intended",
            origin
                + "4: mode is set twice, first in line 3 -> keep one of them; the later value"
                + " is used");
  }

  @Test
  void ignoresAByteOrderMarkInEachKindOfFile() {
    String mark = BYTE_ORDER_MARK;
    TestSettings given =
        settings()
            .environmentFile("site.env", mark + "QSERV_INSTANCE_ID=a")
            .file("site.conf", mark + "registry.host = b")
            .file("site.json", mark + "{\"registry.port\": 1}")
            .file("site.yaml", mark + "xrootd.manager.host: c")
            .json("@" + settings().write("more.json", mark + "{\"mode\": \"maintenance\"}"))
            .json("-")
            .assign("auth-key-file=" + settings().write("key", mark + "d"));
    given.host().in(mark + "{\"log.level\": \"DEBUG\"}");
    Settings read = given.valid();
    assertThat(read.string("instance-id")).isEqualTo("a");
    assertThat(read.string("registry.host")).isEqualTo("b");
    assertThat(read.find("registry.port")).contains(1L);
    assertThat(read.string("xrootd.manager.host")).isEqualTo("c");
    assertThat(read.string("mode")).isEqualTo("maintenance");
    assertThat(read.string("log.level")).isEqualTo("DEBUG");
    assertThat(read.find("auth-key")).contains(new Secret("d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\r\n", "abc\n", "abc"})
  void removesTheLineEndOfASecretFile(String content) {
    Path file = settings().write("key", content);
    assertThat(settings().assign("auth-key-file=" + file).valid().find("auth-key"))
        .contains(new Secret("abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\r", "abc\r\r\n", "a\r\nb"})
  void rejectsACarriageReturnInASecretFile(String content) {
    Path file = settings().write("key", content);
    assertThat(settings().assign("auth-key-file=" + file).problems())
        .containsExactly(
            "auth-key (from "
                + file
                + "): contains a carriage return -> save the file with Unix line endings (LF)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"010", "+08", "-01"})
  void rejectsALeadingZeroBecauseSomeProgramsReadItAsOctal(String number) {
    assertThat(settings().assign("registry.port=" + number).problems())
        .containsExactly(
            "registry.port (from -e): '"
                + number
                + "' has a leading zero -> use a port from 0 to 65535");
  }

  @Test
  void keepsTheDigitsOfNumbersInASitesCatalog() {
    String text = "catalog { a = 1.10, b = 12345678901234567890, c = 007, d = 5 }";
    Settings read = settings().file("site.conf", text).read();
    assertThat(read.catalog().getString("a")).isEqualTo("1.10");
    assertThat(read.catalog().getAnyRef("b")).isEqualTo("12345678901234567890");
    assertThat(read.catalog().getAnyRef("c")).isEqualTo("007");
    assertThat(read.catalog().getAnyRef("d")).isEqualTo(5);
  }
}
