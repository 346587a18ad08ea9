// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the settings files of the jar and their compact form. */
final class BundledFilesTest {
  @TempDir Path directory;

  @Test
  void theCompactFormPreservesValuesAndLines() throws IOException {
    Path file = directory.resolve("settings.compact");
    BundledFiles text = new BundledFiles();
    text.writeCompact(file);
    BundledFiles compact = new BundledFiles(file);
    assertSame(compact.reference(), text.reference());
    assertThat(compact.releaseLines())
        .isEqualTo(text.releaseLines())
        .containsExactly("http", "xrd");
    for (String line : text.releaseLines()) {
      assertSame(compact.releaseLine(line), text.releaseLine(line));
      assertSame(compact.legacyCommands(line), text.legacyCommands(line));
      assertThat(compact.programs(line)).isEqualTo(text.programs(line)).isNotEmpty();
    }
    assertThat(List.of("proxy", "smig-update", "worker", "cmsd"))
        .extracting(compact::isLegacyCommand)
        .containsExactly(true, true, false, false);
  }

  private static void assertSame(Config compact, Config text) {
    assertThat(compact).isEqualTo(text);
    assertThat(lines(compact.root())).isEqualTo(lines(text.root())).hasSizeGreaterThan(30);
  }

  /** Returns the line of each value. */
  private static List<String> lines(ConfigValue value) {
    List<String> lines = new ArrayList<>();
    if (value instanceof ConfigObject object) {
      new TreeMap<>(object)
          .forEach((name, member) -> lines(member).forEach(line -> lines.add(name + "." + line)));
    } else if (value instanceof ConfigList list) {
      list.forEach(element -> lines.addAll(lines(element)));
    } else {
      lines.add(value.origin().description());
    }
    return lines;
  }

  @Test
  void everyKindOfValueIsPreserved() throws IOException {
    Config config =
        ConfigFactory.parseString(
            "a { text = \"ü$\\n\", empty = \"\", list = [1, [], {x = null}], none {} }, yes = true,"
                + " no = false, long = 9000000000, fraction = 0.25");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompactConfig.write(config, new DataOutputStream(bytes));
    assertThat(CompactConfig.read(ByteBuffer.wrap(bytes.toByteArray()))).isEqualTo(config);
  }

  @Test
  void aTruncatedFileIsRejected() throws IOException {
    Path file = directory.resolve("settings.compact");
    new BundledFiles().writeCompact(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> new BundledFiles(file).releaseLine("xrd"))
        .hasMessageStartingWith("the image is damaged; rebuild it: ");
  }
}
