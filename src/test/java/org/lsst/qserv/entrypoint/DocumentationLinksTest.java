// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each relative link of the documentation leads to an existing file and heading. */
final class DocumentationLinksTest {
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.startsWith("target") && !file.startsWith("src"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachRelativeLinkLeadsToAnExistingHeading(Path page) throws IOException {
    String text = CODE.matcher(Files.readString(page)).replaceAll("");
    assertThat(LINK.matcher(text).results())
        .allSatisfy(link -> {
          Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
          assertThat(target).exists();
          if (link.group(2) != null) {
            assertThat(anchors(target)).contains(link.group(2));
          }
        });
  }

  private static Set<String> anchors(Path page) throws IOException {
    String text = FENCED.matcher(Files.readString(page)).replaceAll("");
    return HEADING
        .matcher(text)
        .results()
        .map(heading ->
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
