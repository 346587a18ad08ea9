// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation, with marked code blocks that tests compare with real output. */
record DocumentationPage(Path file, String text) {
  private static final String FENCE = "```";

  static DocumentationPage read(String name) throws IOException {
    Path file = Path.of(name);
    return new DocumentationPage(file, Files.readString(file));
  }

  /** Returns the code block between {@code <!-- name -->} and {@code <!-- /name -->}. */
  String block(String name) {
    String marked = between("<!-- " + name + " -->\n", "\n<!-- /" + name + " -->");
    int start = marked.indexOf('\n', marked.indexOf(FENCE)) + 1;
    return marked.substring(start, marked.lastIndexOf(FENCE));
  }

  /** Returns the text between two marks. */
  String between(String begin, String end) {
    int start = text.indexOf(begin);
    int stop = text.indexOf(end);
    if (start < 0 || stop < 0) {
      throw new AssertionError(file + " lacks the marks " + begin.strip() + " " + end.strip());
    }
    return text.substring(start + begin.length(), stop);
  }
}
