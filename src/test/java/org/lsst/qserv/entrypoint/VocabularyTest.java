// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that sources, messages, help and documentation avoid words for which there is a standard
 * term or plain English. The list only catches relapses; it does not define good text.
 */
final class VocabularyTest {
  /** The avoided words, each with its replacement. */
  private static final List<Pattern> AVOIDED =
      Stream.of(
              "things?\\b", // object, item, resource
              "mend(s|ed|ing)?\\b", // fix, repair
              "go(es|ing)? on\\b", // continue, resume
              "begun\\b", // started
              "whoever\\b|somebody\\b|nobody\\b", // the user, another session, no one
              "beside\\b", // next to
              "surplus\\b", // unmanaged
              "half-prepared\\b", // incompletely initialized
              "patience\\b", // timeout
              "of (today|ours)\\b", // current, our
              "a line each\\b", // one per line
              "in the place of\\b", // instead of
              "(catalogue|initialis|recognis|behaviour|colour|synchronis|serialis)\\w*") // American
          .map(word -> Pattern.compile("(?i)(?<![\\w-])(" + word + ")"))
          .toList();

  /** Avoided parts of names in code. */
  private static final Pattern NAMES =
      Pattern.compile("\\b(goOn|mindful|wantStop|standIn|handTo)\\b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main",
        "src/bench",
        "docs",
        "compose",
        "images",
        "entrypoint",
        "config-templates",
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "dev"
      })
  void textUsesStandardTerms(String path) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(path))) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".so"))
          .forEach(file -> find(file, found));
    }
    assertThat(found).isEmpty();
  }

  private static void find(Path file, List<String> found) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
    for (int i = 0; i < lines.size(); i++) {
      for (Pattern pattern : AVOIDED) {
        Matcher matcher = pattern.matcher(lines.get(i));
        if (matcher.find()) {
          found.add(file + ":" + (i + 1) + ": " + matcher.group());
        }
      }
      if (NAMES.matcher(lines.get(i)).find()) {
        found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
      }
    }
  }
}
