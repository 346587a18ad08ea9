// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.failure.ExitCode;

/**
 * Tests that the table in the documentation, the code and the image tests have the same exit codes.
 */
final class ExitCodeTableTest {
  private static final String OF_SIGNALS = "128+n";
  private static final Pattern ROW =
      Pattern.compile("^\\| ([0-9]+(?:\\+n)?) \\|", Pattern.MULTILINE);

  private static Set<String> documented() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/troubleshooting.md")))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void listsTheExitCodesOfTheLauncher() throws IOException {
    Set<String> codes = new TreeSet<>(Set.of(OF_SIGNALS));
    Arrays.stream(ExitCode.values()).forEach(code -> codes.add(String.valueOf(code.number())));
    assertThat(documented()).isEqualTo(codes);
  }

  @Test
  void testsEachExitCodeInTheImage() throws IOException {
    assertThat(ExitCodeRow.all().stream().map(ExitCodeRow::code).collect(Collectors.toSet()))
        .isEqualTo(documented());
  }
}
