// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.TestSettings;

/** Tests references to secret files, which programs resolve themselves. */
final class SecretFilesTest {
  @TempDir Path directory;

  private TestSettings czar() {
    return new TestSettings(directory).role("czar");
  }

  private Path file(String content) {
    return czar().write("secret", content);
  }

  private static String value(TestSettings settings, String name) {
    return settings.valid().text("secret." + name).orElseThrow().value();
  }

  @Test
  void aSecretFromAFileBecomesAReferenceToTheFile() {
    Path file = file("canary\n");
    assertThat(value(czar().assign("auth-key-file=" + file), "auth_key")).isEqualTo("file:" + file);
  }

  @Test
  void aSecretGivenAsAValueIsNotReplacedByAReference() {
    assertThat(value(czar().assign("auth-key=canary"), "auth_key")).isEqualTo("canary");
  }

  @Test
  void aSeparatePasswordOfAUrlBecomesAReferenceEvenThroughADefault() {
    Path file = file("canary");
    assertThat(value(czar().assign("database.password-file=" + file), "database.url"))
        .isEqualTo("file:" + file);
    assertThat(value(czar().assign("czar.database-password-file=" + file), "database.url"))
        .isEqualTo("file:" + file);
  }

  @Test
  void aPasswordInTheUrlTakesPrecedence() {
    TestSettings settings =
        czar()
            .assign("database.password-file=" + file("other"))
            .assign("database.url=mysql://u:canary@h/d");
    assertThat(value(settings, "database.url")).isEqualTo("canary");
  }

  @Test
  void aFileWithWhitespaceThatAProgramWouldTrimIsNotReferenced() {
    assertThat(value(czar().assign("auth-key-file=" + file(" canary \n")), "auth_key"))
        .isEqualTo(" canary ");
  }

  @Test
  void referencesCanBeDisabled() {
    TestSettings settings =
        czar().assign("auth-key-file=" + file("canary"), "secret-references=false");
    assertThat(value(settings, "auth_key")).isEqualTo("canary");
  }

  @Test
  void aUrlWithoutPasswordRendersAnEmptyString() {
    assertThat(value(czar(), "database.url")).isEmpty();
  }
}
