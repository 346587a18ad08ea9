// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The {@code console} blocks of a documentation page, by the heading that they are under. */
final class PageCommands {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\n(.*?)^```$");

  private final Path page;
  private final String text;

  PageCommands(Path page) {
    this.page = page;
    try {
      this.text = Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the blocks between a heading of any level and the next heading. */
  List<String> under(String heading) {
    String section =
        Arrays.stream(text.split("(?m)^#+ ", -1))
            .filter(part -> part.startsWith(heading + "\n"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(page + " has no heading '" + heading + "'"));
    List<String> blocks = BLOCK.matcher(section).results().map(block -> block.group(1)).toList();
    if (blocks.isEmpty()) {
      throw new AssertionError(page + " has no commands under '" + heading + "'");
    }
    return blocks;
  }

  /** Returns the number of blocks in the page. */
  int count() {
    return (int) BLOCK.matcher(text).results().count();
  }
}
