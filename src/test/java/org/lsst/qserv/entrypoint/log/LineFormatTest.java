// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;

/** Tests the lines of the log in both formats. */
@Isolated // the format is global
final class LineFormatTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger log = new LineLogger("org.lsst.qserv.entrypoint.Test");

  @BeforeEach
  void redirectTheLog() {
    LogSettings.use(new PrintStream(written, true, StandardCharsets.UTF_8), () -> Instant.EPOCH);
  }

  @AfterEach
  void restore() {
    LogSettings.use("INFO", "text");
    LogSettings.use(System.err, () -> Instant.EPOCH);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private JsonNode json() throws JsonProcessingException {
    return new ObjectMapper().readTree(text());
  }

  @Test
  void writesTimeLevelAndMessageAsText() {
    log.info("step=\"{}\" durationMs={}", "render a file", 12);
    assertThat(text())
        .isEqualTo("1970-01-01T00:00:00Z INFO step=\"render a file\" durationMs=12\n");
  }

  @Test
  void writesTheFieldsOfTheMessageAsJson() throws JsonProcessingException {
    LogSettings.use("INFO", "json");
    log.info("component={} step=\"{}\" durationMs={} left={}", "worker", "a \"b\" c", 12, "3 s");
    assertThat(text().lines()).hasSize(1);
    assertThat(json().path("level").asText()).isEqualTo("INFO");
    assertThat(json().path("component").asText()).isEqualTo("worker");
    assertThat(json().path("step").asText()).isEqualTo("a \"b\" c");
    assertThat(json().path("durationMs").isNumber()).isTrue();
    assertThat(json().path("durationMs").asInt()).isEqualTo(12);
    assertThat(json().path("left").asText()).isEqualTo("3 s");
  }

  @Test
  void findsNoFieldsInASentence() throws JsonProcessingException {
    LogSettings.use("INFO", "json");
    log.warn("run the command again with -e mode=maintenance");
    assertThat(json().size()).isEqualTo(3);
  }

  @Test
  void aFieldCannotReplaceAStandardField() throws JsonProcessingException {
    LogSettings.use("INFO", "json");
    log.info("component=a level=none time=never message=x");
    assertThat(json().path("level").asText()).isEqualTo("INFO");
    assertThat(json().path("time").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(json().path("component").asText()).isEqualTo("a");
  }

  @Test
  void writesANumberThatReadersWouldChangeAsText() throws JsonProcessingException {
    LogSettings.use("INFO", "json");
    log.info("id={} code={}", "12345678901234567890", "007");
    assertThat(json().path("id").asText()).isEqualTo("12345678901234567890");
    assertThat(json().path("code").asText()).isEqualTo("007");
  }

  @Test
  void escapesControlCharactersInValues() {
    log.info("name={}", "a\n1970-01-01T00:00:00Z ERROR forged\r\u001b[31m\u0085\tend");
    assertThat(text())
        .isEqualTo(
            "1970-01-01T00:00:00Z INFO name=\"a\\n1970-01-01T00:00:00Z ERROR forged\\r\\u001b[31m"
                + "\\u0085\tend\"\n");
  }

  @Test
  void writesTheStackTraceOfABugInBothFormats() throws JsonProcessingException {
    log.error("a bug", new IllegalStateException("unexpected"));
    assertThat(text())
        .startsWith("1970-01-01T00:00:00Z ERROR a bug: java.lang.IllegalStateException: unexpected")
        .contains("\n\tat " + getClass().getName());
    written.reset();
    LogSettings.use("INFO", "json");
    log.error("a bug", new IllegalStateException("unexpected"));
    assertThat(text().lines()).hasSize(1);
    assertThat(json().path("message").asText()).isEqualTo("a bug");
    assertThat(json().path("exception").asText()).contains("\n\tat " + getClass().getName());
  }
}
