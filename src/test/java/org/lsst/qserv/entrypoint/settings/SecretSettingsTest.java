// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests secrets: their files, and where they are shown. */
final class SecretSettingsTest {
  @TempDir Path directory;

  private TestSettings settings() {
    return new TestSettings(directory);
  }

  private static String reveal(Settings settings, String name) {
    return ((Secret) settings.find(name).orElseThrow()).reveal();
  }

  private static DatabaseUrl url(Settings settings, String name) {
    return (DatabaseUrl) settings.find(name).orElseThrow();
  }

  private static String password(Settings settings, String name) {
    return url(settings, name).password().orElseThrow().reveal();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "{\"a\":1}",
        "[1]",
        "\"quoted\"",
        "$x ${y} #z",
        " spaces ",
        "two\nlines",
        "null",
        ""
      })
  void theContentOfAFileIsLiteralExceptForOneFinalNewline(String content) {
    TestSettings settings = settings();
    Path file = settings.write("key", content + "\n");
    assertThat(reveal(settings.assign("auth-key-file=" + file).valid(), "auth-key"))
        .isEqualTo(content);
  }

  @Test
  void onlyOneFinalNewlineIsRemoved() {
    TestSettings settings = settings();
    Path file = settings.write("key", "x\n\n");
    assertThat(reveal(settings.assign("auth-key-file=" + file).valid(), "auth-key"))
        .isEqualTo("x\n");
  }

  @Test
  void aFileMayLackTheFinalNewline() {
    TestSettings settings = settings();
    Path file = settings.write("key", "x");
    assertThat(reveal(settings.assign("auth-key-file=" + file).valid(), "auth-key")).isEqualTo("x");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LEGACY_DEFAULT", "CATALOG"})
  void everySourceCanGiveTheFile(Source source) {
    TestSettings settings = settings();
    source.set(settings, "auth-key-file", settings.write("key", "x").toString());
    assertThat(reveal(settings.valid(), "auth-key")).isEqualTo("x");
  }

  @Test
  void aSecretGivenTwiceIsAProblem() {
    TestSettings settings = settings().variable("QSERV_AUTH_KEY", "canary");
    Path file = settings.write("key", "x");
    assertThat(settings.assign("auth-key-file=" + file).problems())
        .containsExactly(
            "auth-key (from QSERV_AUTH_KEY) and auth-key-file (from -e) are both set; only one is allowed"
                + " -> keep only auth-key-file");
  }

  @Test
  void aMissingFileIsAProblemEvenIfTheSecretIsUnused() {
    assertThat(settings().assign("auth-key-file=/no/such").problems())
        .containsExactly(
            "auth-key-file (from -e): /no/such cannot be read (no such file)"
                + " -> correct the path, or mount the file");
  }

  @Test
  void onlySecretsAndUrlsHaveFiles() {
    assertThat(settings().assign("registry.host-file=/x").problems())
        .containsExactly(
            "registry.host-file (from -e): unknown setting -> did you mean registry.host?");
  }

  @Test
  void theOriginOfASecretIsItsFilesSetting() {
    TestSettings settings = settings();
    Path file = settings.write("key", "x");
    Settings read = settings.variable("QSERV_AUTH_KEY_FILE", file.toString()).valid();
    assertThat(read.origin("auth-key")).isEqualTo("from QSERV_AUTH_KEY_FILE");
  }

  @Test
  void aUrlCanBeInAFile() {
    TestSettings settings = settings();
    Path file = settings.write("url", "mysql://u:p@h/d\n");
    assertThat(password(settings.assign("replication.url-file=" + file).valid(), "replication.url"))
        .isEqualTo("p");
  }

  @Test
  void anInvalidUrlInAFileIsReportedWithoutItsContent() {
    TestSettings settings = settings();
    Path file = settings.write("url", "postgres://u:canary@h/d\n");
    assertThat(settings.assign("replication.url-file=" + file).problems())
        .containsExactly(
            "replication.url (from "
                + file
                + "): does not start with mysql://"
                + " -> use the form mysql://user@host:3306/database");
  }

  @Test
  void aUrlWithoutPasswordUsesTheSeparatePassword() {
    Settings settings =
        settings().assign("replication.url=mysql://u@h/d", "replication.password=a@b/c").valid();
    assertThat(password(settings, "replication.url")).isEqualTo("a@b/c");
  }

  @Test
  void thePasswordInAUrlOverridesTheSeparatePassword() {
    Settings settings =
        settings().assign("replication.url=mysql://u:own@h/d", "replication.password=twin").valid();
    assertThat(password(settings, "replication.url")).isEqualTo("own");
  }

  @Test
  void aDefaultUrlUsesTheSeparatePasswordToo() {
    Settings settings = settings().role("czar").assign("czar.database-password=x").valid();
    assertThat(password(settings, "database.url")).isEqualTo("x");
    assertThat(url(settings, "database.url").host()).isEqualTo("127.0.0.1");
  }

  @Test
  void theUrlOfTheAdministratorHasItsOwnPassword() {
    Settings settings =
        settings()
            .assign(
                "database.url=mysql://u@h/d",
                "database.password=one",
                "database.admin-url=mysql://a@h/d",
                "database.admin-password=two")
            .valid();
    assertThat(
            List.of(password(settings, "database.url"), password(settings, "database.admin-url")))
        .containsExactly("one", "two");
  }

  @Test
  void aSecretIsRedactedInEveryOutput() {
    Settings settings =
        settings().assign("auth-key=canary", "replication.url=mysql://u:canary@h/d").valid();
    assertThat(settings.find("auth-key").orElseThrow()).hasToString("[REDACTED]");
    assertThat(settings.text("auth_key").orElseThrow()).hasToString("[REDACTED]");
    assertThat(settings.find("replication.url").orElseThrow())
        .hasToString("mysql://u:[REDACTED]@h:3306/d");
    assertThat(settings.text("replication.url.password").orElseThrow()).hasToString("[REDACTED]");
    assertThat(settings.resolve("a {{ auth_key }} b", "test")).hasToString("a [REDACTED] b");
  }

  @Test
  void anEmptySecretRedactsNothing() {
    assertThat(settings().assign("auth-key=").valid().text("auth_key").orElseThrow().shown())
        .isEmpty();
  }

  @Test
  void aSecretOnTheCommandLineCausesAWarningWithAFix() {
    assertThat(TestSettings.warnings(settings().assign("auth-key=x").valid()))
        .containsExactly(
            "auth-key (from -e) is visible in 'docker inspect' and /proc"
                + " -> set it in a file: auth-key-file");
  }

  @Test
  void aSecretInAVariableCausesAWarning() {
    assertThat(TestSettings.warnings(settings().variable("QSERV_AUTH_KEY", "x").valid()))
        .containsExactly(
            "auth-key (from QSERV_AUTH_KEY) is visible in 'docker inspect' and /proc"
                + " -> set it in a file: auth-key-file");
  }

  @Test
  void aUrlWithAPasswordOnTheCommandLineCausesAWarning() {
    assertThat(TestSettings.warnings(settings().assign("replication.url=mysql://u:p@h/d").valid()))
        .containsExactly(
            "replication.url (from -e) is visible in 'docker inspect' and /proc"
                + " -> set it in a file: replication.url-file");
  }

  @Test
  void aUrlWithoutPasswordCausesNoWarning() {
    assertThat(TestSettings.warnings(settings().assign("replication.url=mysql://u@h/d").valid()))
        .isEmpty();
  }

  @Test
  void aSecretInAFileCausesNoWarning() {
    TestSettings settings = settings().file("site.conf", "auth-key = x\n");
    assertThat(TestSettings.warnings(settings.valid())).isEmpty();
  }

  @Test
  void aSecretInAFileWithARelativePathCausesNoWarning() throws IOException {
    Path file = Path.of("relative-" + System.nanoTime() + ".conf");
    Files.writeString(file, "auth-key = x\n");
    try {
      assertThat(TestSettings.warnings(settings().configFile(file).valid())).isEmpty();
    } finally {
      Files.delete(file);
    }
  }
}
