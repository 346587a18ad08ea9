// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the table of refusals in the documentation has one row for each {@link Refusal}. */
final class RefusalTableTest {
  private static final String BEGIN = "<!-- refusals -->";
  private static final String END = "<!-- end -->";

  /** Before you raise this, check whether the statement can be executed instead of refused. */
  private static final int REFUSALS = 18;

  private static final int HEADER_LINES = 2;

  private static List<String> documented() throws IOException {
    return Files.readAllLines(Path.of("docs/upgrade-script-reference.md")).stream()
        .dropWhile(line -> !line.equals(BEGIN))
        .skip(1)
        .takeWhile(line -> !line.equals(END))
        .skip(HEADER_LINES)
        .toList();
  }

  @Test
  void tableHasTheReasonAndFixOfEachRefusal() throws IOException {
    assertThat(documented())
        .containsExactlyElementsOf(
            Arrays.stream(Refusal.values())
                .map(refusal -> "| " + refusal.reason() + " | " + refusal.fix() + " |")
                .toList());
  }

  @Test
  void newRefusalRequiresAChangeOfThisTest() throws IOException {
    assertThat(documented()).hasSize(REFUSALS);
  }
}
