// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.SeededRandom;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Tests the parsing of database URLs, whose password may contain any character. */
final class DatabaseUrlTest {
  private static String password(DatabaseUrl url) {
    return url.password().map(Secret::reveal).orElse("");
  }

  @Test
  void allPartsAreParsed() {
    DatabaseUrl url = DatabaseUrl.parse("mysql://u:p@h:3307/d?socket=/run/s.sock");
    assertThat(url.user()).isEqualTo("u");
    assertThat(password(url)).isEqualTo("p");
    assertThat(url.host()).isEqualTo("h");
    assertThat(url.port()).isEqualTo(3307);
    assertThat(url.database()).isEqualTo("d");
    assertThat(url.socket()).isEqualTo("/run/s.sock");
  }

  @Test
  void portPasswordDatabaseAndSocketMayBeMissing() {
    DatabaseUrl url = DatabaseUrl.parse("mysql://u@h");
    assertThat(url.port()).isEqualTo(3306);
    assertThat(url.password()).isEmpty();
    assertThat(url.database()).isEmpty();
    assertThat(url.socket()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b",
        "a:b",
        "a/b",
        "a?b",
        "a#b",
        "50%25",
        "'\"'",
        "@",
        ":",
        "//",
        "a b",
        "é日",
        "pass@host:3306/db"
      })
  void aPasswordMayContainUrlDelimiters(String password) {
    DatabaseUrl url = DatabaseUrl.parse("mysql://u:" + password + "@h:3307/d");
    assertThat(password(url)).isEqualTo(password);
    assertThat(url.address()).isEqualTo("h:3307");
    assertThat(url.database()).isEqualTo("d");
  }

  @Test
  void anyPasswordIsParsedAndFormattedUnchanged() {
    SeededRandom random = SeededRandom.forTest(DatabaseUrlTest.class);
    for (int i = 0; i < 2000; i++) {
      String text = "mysql://u:" + random.text() + "@h:3306/d";
      assertThat(DatabaseUrl.parse(text).forService().value())
          .isEqualTo(text.replace("u:@h", "u@h"));
    }
  }

  @Test
  void anEmptyPasswordCountsAsNoPassword() {
    assertThat(DatabaseUrl.parse("mysql://u:@h/d").password()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"mysql://u@[::1]:3307/d, 3307", "mysql://u@[::1]/d, 3306"})
  void anIpv6AddressIsWrittenInBrackets(String text, int port) {
    DatabaseUrl url = DatabaseUrl.parse(text);
    assertThat(url.host()).isEqualTo("[::1]");
    assertThat(url.port()).isEqualTo(port);
  }

  @Test
  void aSocketIsSufficient() {
    DatabaseUrl url = DatabaseUrl.parse("mysql://u@/d?socket=/run/s.sock");
    assertThat(url.host()).isEmpty();
    assertThat(url.address()).isEqualTo("/run/s.sock");
  }

  @Test
  void thePathOfASocketMayContainAnAtSign() {
    DatabaseUrl url = DatabaseUrl.parse("mysql://u:p@h/d?socket=/run/a@b.sock");
    assertThat(url.socket()).isEqualTo("/run/a@b.sock");
    assertThat(url.host()).isEqualTo("h");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://u@h/d, does not start with mysql://",
    "mysql://h:3306/d, contains no user",
    "mysql://:canary@h/d, contains no user",
    "mysql://u@/d, contains neither a host nor a socket",
    "mysql://u@h:abc/d, port 'abc' is not a number",
    "mysql://u@h:0/d, port '0' is not between 1 and 65535",
    "mysql://u@h:65536/d, port '65536' is not between 1 and 65535",
    "mysql://u:canary@h:abc/d, port is not a number",
    "mysql://u:p@h/d/canary, contains an unexpected '/' or '?' after the database",
    "mysql://u:p@h/d?charset=canary, contains an unexpected '/' or '?' after the database"
  })
  void anInvalidUrlIsRejectedWithoutShowingThePassword(String text, String reason) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  @Test
  void aSocketPathThatIsTooLongIsRejected() {
    String longest = "/" + "x".repeat(105);
    assertThat(DatabaseUrl.parse("mysql://u@?socket=" + longest).socket()).isEqualTo(longest);
    assertThatThrownBy(() -> DatabaseUrl.parse("mysql://u@?socket=" + longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("contains a socket path longer than 106 bytes");
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(DatabaseUrl.parse("mysql://u:canary@h/d?socket=/s"))
        .hasToString("mysql://u:[REDACTED]@h:3306/d?socket=/s");
  }

  @Test
  void aServiceGetsTheUrlWithItsPasswordAndWithoutTheSocket() {
    RedactedText url = DatabaseUrl.parse("mysql://u:p@h/d?socket=/s").forService();
    assertThat(url.value()).isEqualTo("mysql://u:p@h:3306/d");
    assertThat(url.shown()).isEqualTo("mysql://u:[REDACTED]@h:3306/d");
  }
}
