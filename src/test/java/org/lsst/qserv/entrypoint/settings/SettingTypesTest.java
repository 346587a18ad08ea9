// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.SettingType.Kind;
import org.lsst.qserv.entrypoint.settings.type.Size;

/** Tests which values each type accepts, and how it rejects others. */
final class SettingTypesTest {
  private static final long GIB = 1L << 30;

  @TempDir Path directory;

  private static Object read(Kind kind, Object value) {
    return SettingType.of(kind).read(ConfigValueFactory.fromAnyRef(value));
  }

  @ParameterizedTest
  @CsvSource({
    "4G, 4294967296",
    "512M, 536870912",
    "64k, 65536",
    "2T, 2199023255552",
    "0, 0",
    "1234, 1234",
    "1g, 1073741824"
  })
  void aSizeIsANumberOfBytes(String text, long bytes) {
    assertThat(Size.parse(text).in(0)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "25%, 4294967296",
    "0%, 0",
    "12.5%, 2147483648",
    "100% less 1G, 16106127360",
    "50% up to 4G, 4294967296",
    "1% at least 1G, 1073741824",
    "50% less 1G up to 16G at least 16M, 7516192768",
    "10% less 4G at least 16M, 16777216"
  })
  void aPercentageRefersToTheMemoryOfTheContainer(String text, long bytes) {
    assertThat(Size.parse(text).in(16 * GIB)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "4X",
        "4 G",
        "4G less 1G",
        "-1",
        "25",
        "25% lots",
        "25% less",
        "25% up 4G",
        "25% at least",
        "25% at least 1G up to 4G",
        "%",
        "101%",
        "-1%",
        "x%",
        "25%4G",
        "9223372036854775807G"
      })
  void anInvalidSizeIsRejected(String text) {
    if (text.equals("25")) {
      assertThat(Size.parse(text).in(0)).isEqualTo(25);
      return;
    }
    assertThatThrownBy(() -> Size.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPercentageUsesTheLimitOfCgroupVersionTwo() {
    TestSettings settings = new TestSettings(directory);
    settings.host().file("sys/fs/cgroup/memory.max", "1073741824\n");
    assertThat(settings.valid().text("mariadb.innodb_buffer_pool_size").orElseThrow().value())
        .isEqualTo("107374182");
  }

  @Test
  void aPercentageUsesTheLimitOfCgroupVersionOne() {
    TestSettings settings = new TestSettings(directory);
    settings.host().file("sys/fs/cgroup/memory/memory.limit_in_bytes", "2147483648\n");
    assertThat(settings.valid().text("mariadb.innodb_buffer_pool_size").orElseThrow().value())
        .isEqualTo("214748364");
  }

  @Test
  void aPercentageWithoutLimitUsesTheMemoryOfTheMachine() {
    TestSettings settings = new TestSettings(directory);
    settings.host().file("sys/fs/cgroup/memory.max", "max\n");
    assertThat(settings.valid().text("mariadb.tmp_table_size").orElseThrow().value())
        .isEqualTo("858993459");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, 500",
    "30s, 30000",
    "30 s, 30000",
    "10 minutes, 600000",
    "2h, 7200000",
    "1 day, 86400000",
    "15, 15000",
    "0, 0"
  })
  void aDurationHasAUnitOrIsInSeconds(String text, long milliseconds) {
    assertThat(read(Kind.DURATION, text)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "soon", "1 fortnight", "-1s", "1.5s", "99999999999999999s"})
  void anInvalidDurationIsRejected(String text) {
    assertThatThrownBy(() -> read(Kind.DURATION, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a duration");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 65535})
  void aPortIsANumberInItsRange(long port) {
    assertThat(read(Kind.PORT, String.valueOf(port))).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 65536})
  void aPortOutOfRangeIsRejected(long port) {
    assertThatThrownBy(() -> read(Kind.PORT, String.valueOf(port)))
        .hasMessage("port " + port + " is not between 0 and 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.5", "0x10", "99999999999999999999"})
  void anInvalidIntegerIsRejected(String text) {
    assertThatThrownBy(() -> read(Kind.INTEGER, text))
        .hasMessage("'" + text + "' is not an integer");
  }

  @Test
  void aPathIsAbsolute() {
    assertThatThrownBy(() -> read(Kind.PATH, "etc")).hasMessage("'etc' is not an absolute path");
  }

  @Test
  void aBooleanIsTrueOrFalse() {
    assertThatThrownBy(() -> read(Kind.BOOLEAN, "yes"))
        .hasMessage("'yes' is neither true nor false");
  }

  @Test
  void anEnumerationAcceptsItsAllowedValues() {
    SettingType enumeration = new SettingType(Kind.ENUM, List.of("a", "b"));
    assertThatThrownBy(() -> enumeration.read(ConfigValueFactory.fromAnyRef("c")))
        .hasMessage("'c' is not one of a, b");
    assertThat(enumeration.example()).isEqualTo("use one of a, b");
  }

  @Test
  void aListIsNotASingleValue() {
    assertThatThrownBy(() -> read(Kind.STRING, List.of("a")))
        .hasMessage("is a list, not a single value");
  }

  @Test
  void aSingleValueIsNotAList() {
    assertThatThrownBy(() -> read(Kind.LIST, "a")).hasMessage("is not a list");
  }

  @Test
  void aDurationIsRenderedInSeconds() {
    Settings settings = new TestSettings(directory).assign("stop.grace=2m").valid();
    assertThat(settings.text("stop.grace").orElseThrow().value()).isEqualTo("120");
  }

  @ParameterizedTest
  @CsvSource({
    "registry.hots, registry.host",
    "registry_host, registry.host",
    "xrootd.manger.host, xrootd.manager.host",
    "auth-kye, auth-key"
  })
  void aSuggestionIsTheClosestKnownName(String name, String expected) {
    Settings settings = new TestSettings(directory).valid();
    assertThat(Suggestion.nearest(name, settings.names())).contains(expected);
  }

  @Test
  void anUnknownNameWithoutASimilarNameHasNoSuggestion() {
    assertThat(Suggestion.nearest("xyzzy", List.of("czar", "worker"))).isEmpty();
  }
}
