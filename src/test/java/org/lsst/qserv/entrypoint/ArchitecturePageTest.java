// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that the pages about the code refer to existing files. */
final class ArchitecturePageTest {
  private static final Path SOURCES = Path.of("src/main/java/org/lsst/qserv/entrypoint");
  private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w+)`");
  private static final Pattern RESOURCE = Pattern.compile("`([\\w/-]+\\.conf)` \\(R\\)");

  @Test
  void everyMentionedClassExists() throws IOException {
    assertThat(names(CLASS))
        .hasSizeGreaterThan(15)
        .allSatisfy(name -> assertThat(SOURCES.resolve(name + ".java")).isRegularFile());
  }

  @Test
  void everyMentionedResourceExists() throws IOException {
    assertThat(names(RESOURCE))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Path.of("src/main/resources", name)).isRegularFile());
  }

  private static List<String> names(Pattern pattern) throws IOException {
    String pages =
        DocumentationPage.read("docs/architecture.md").text()
            + DocumentationPage.read("docs/supervision-internals.md").text();
    return pattern.matcher(pages).results().map(match -> match.group(1)).toList();
  }
}
