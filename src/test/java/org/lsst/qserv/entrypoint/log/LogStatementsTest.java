// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that each log statement of the launcher is either a sentence without fields or consists of
 * fields and words.
 */
final class LogStatementsTest {
  private static final Path SOURCES = Path.of("src/main/java");

  /** The message of a log statement: one string literal, or several that are concatenated. */
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\bLOG\\s*\\.(?:trace|debug|info|warn|error)\\(\\s*"
              + "(\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*)");

  private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern FIELDS = Pattern.compile("\\{?\\}?[a-z][A-Za-z-]*=.*");
  private static final String FIELD = "[a-z][A-Za-z-]*=(?:\\{\\}|\"[^\"]*\"|[A-Za-z0-9-]+)";
  private static final String WORD = "[a-z]+";
  private static final Pattern CLEAN =
      Pattern.compile("(?:\\{\\})?%s(?: (?:%s|%s))*".formatted(FIELD, FIELD, WORD));
  private static final Pattern FIELD_IN_SENTENCE = Pattern.compile("[A-Za-z-]+=\"?\\{\\}");
  private static final Pattern DURATION_IN_OTHER_UNIT =
      Pattern.compile("[a-z]+(?:Seconds|Millis|Minutes|[a-z]S)=");

  private static boolean isClean(String message) {
    return FIELDS.matcher(message).matches()
        ? CLEAN.matcher(message).matches() && !DURATION_IN_OTHER_UNIT.matcher(message).find()
        : !FIELD_IN_SENTENCE.matcher(message).find();
  }

  private static Stream<String> messages(Path source) {
    try {
      return STATEMENT
          .matcher(Files.readString(source))
          .results()
          .map(LogStatementsTest::message)
          .map(message -> source.getFileName() + ": " + message);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String message(MatchResult statement) {
    String literals = CONCATENATION.matcher(statement.group(1)).replaceAll("");
    return literals.substring(1, literals.length() - 1).replace("\\\"", "\"");
  }

  @Test
  void consistOfFieldsOrAreSentences() throws IOException {
    List<String> all;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      all =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(LogStatementsTest::messages)
              .toList();
    }
    assertThat(all).hasSizeGreaterThan(40);
    assertThat(all).allMatch(found -> isClean(found.substring(found.indexOf(": ") + 2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "component={} exited exit={} restartInMs={}",
        "component={} failed problem=\"{}\" fix=\"{}\"",
        "launch=parked end={}",
        "the mode stays {}",
      })
  void acceptsFieldsKeywordsAndSentences(String message) {
    assertThat(isClean(message)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "component={} restart in={}ms",
        "component={} did not stop in grace={}s, killed",
        "hold={} until 'entrypoint retry'",
        "server={}: no version is recorded",
        "module={} {}",
        "parked reason=\"{}\"",
        "wait={} timeoutSeconds={}",
      })
  void rejectsFieldsThatDoNotParse(String message) {
    assertThat(isClean(message)).isFalse();
  }
}
