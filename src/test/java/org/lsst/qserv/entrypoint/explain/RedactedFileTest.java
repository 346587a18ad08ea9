// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Tests that secrets in a file on disk are redacted, including those unknown to us. */
final class RedactedFileTest {
  private static String redacted(String onDisk) {
    return String.join(
        "\n", new RedactedFile(RedactedText.plain("key = /ssl/key.pem\n")).lines(onDisk));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "password: hunter2, password: [REDACTED]",
        "password = hunter2, password = [REDACTED]",
        "password=hunter2, password=[REDACTED]",
        "DB_PASSWD hunter2, DB_PASSWD [REDACTED]",
        "`  \"auth-key\": \"hunter2\", `, `  \"auth-key\": [REDACTED]`",
        "run --token hunter2 --x, run --token [REDACTED]",
        "api.secret := hunter2, api.secret := [REDACTED]",
        "url = mysql://u:hunter2@h:3306/d, url = mysql://u:[REDACTED]@h:3306/d",
        "see http://u:hunter2@h/ for it, see http://u:[REDACTED]@h/ for it"
      })
  void redactsASecretByItsName(String line, String shown) {
    assertThat(redacted(line)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"port = 3306", "key = /ssl/key.pem", "max_key_blocks = 7", "see http://host/x"})
  void showsOtherLinesAndThoseOfTheNewFile(String line) {
    assertThat(redacted(line)).isEqualTo(line);
  }

  @Test
  void redactsTheLinesBelowTheNameOfASecret() {
    assertThat(redacted("password: |\n  hunter2\n\n  more\nport: 1\n"))
        .isEqualTo("password: [REDACTED]\n[REDACTED]\n[REDACTED]\n[REDACTED]\nport: 1");
  }

  @Test
  void redactsAPrivateKey() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----\n";
    assertThat(redacted("a\n" + key + "b")).isEqualTo("a\n[REDACTED]\n[REDACTED]\n[REDACTED]\nb");
  }
}
