// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests parsing and comparing versions of MariaDB. */
final class ServerVersionTest {
  static ServerVersion version(String text) {
    return ServerVersion.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "10.11.18-MariaDB, 10.11.18, 10.11",
    "10.11.18-MariaDB-0+deb12u1, 10.11.18, 10.11",
    "11.4.2-MariaDB, 11.4.2, 11.4",
    "10.6.3, 10.6.3, 10.6"
  })
  void parsesAVersionThatStartsWithThreeNumbers(String text, String number, String series) {
    assertThat(version(text).number()).isEqualTo(number);
    assertThat(version(text).series()).isEqualTo(series);
    assertThat(version(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MariaDB", "10", "10.11", "10.11.", "10.x.3", ".1.2", "123456.1.1"})
  void rejectsOtherText(String text) {
    assertThat(ServerVersion.parse(text)).isEmpty();
  }

  @Test
  void parsesTheOutputOfTheServer() {
    assertThat(
            ServerVersion.ofLine(
                "mariadbd  Ver 10.11.18-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64"))
        .contains(version("10.11.18-MariaDB-0+deb12u1"));
    assertThat(ServerVersion.ofLine("mariadbd: unknown option")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "11.4.2, 10.11.18, true",
    "10.11.1, 10.6.22, true",
    "10.11.18, 10.11.3, false",
    "10.6.22, 10.11.1, false",
    "10.11.18, 11.4.2, false"
  })
  void comparesSeriesByTheFirstTwoNumbers(String one, String other, boolean later) {
    assertThat(version(one).isLaterSeries(version(other))).isEqualTo(later);
  }

  @Test
  void ignoresTheThirdNumberOfASeries() {
    assertThat(version("10.11.18").isSameSeries(version("10.11.3"))).isTrue();
    assertThat(version("10.11.18").isSameSeries(version("11.11.18"))).isFalse();
  }
}
