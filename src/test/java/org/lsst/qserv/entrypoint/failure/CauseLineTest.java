// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URISyntaxException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The causes of a failure in the log. */
final class CauseLineTest {
  private static final String CANARY = "canary-secret";

  private static Failure failure() {
    return new Failure(ExitCode.IO, "it broke", "repair it");
  }

  @Test
  void aFailureWithoutACauseHasNoLines() {
    assertThat(CauseLine.of(failure())).isEmpty();
  }

  @Test
  void listsTheImmediateCauseFirst() {
    Failure failure = failure().causedBy(new SQLException(new ConnectException("refused")));
    assertThat(CauseLine.of(failure).map(CauseLine::type))
        .containsExactly("java.sql.SQLException", "java.net.ConnectException");
  }

  @Test
  void reportsTheMethodThatThrew() {
    Failure failure = failure().causedBy(new IOException("No space left on device"));
    assertThat(CauseLine.of(failure).findFirst().orElseThrow().location())
        .contains("CauseLineTest.reportsTheMethodThatThrew");
  }

  @Test
  void showsTheMessagesOfInputAndOutputErrors() {
    Failure failure = failure().causedBy(new NoSuchFileException("/config/site.conf"));
    assertThat(CauseLine.of(failure).map(CauseLine::message)).containsExactly("/config/site.conf");
  }

  @ParameterizedTest
  @MethodSource("exceptionsThatQuoteTheirInput")
  void hidesMessagesThatMayQuoteASecret(Exception cause) {
    assertThat(CauseLine.of(failure().causedBy(cause)).map(CauseLine::message)).containsExactly("");
  }

  static List<Exception> exceptionsThatQuoteTheirInput() {
    return List.of(
        new SQLException("near '" + CANARY + "'"),
        new NumberFormatException("For input string: \"" + CANARY + "\""),
        new URISyntaxException(CANARY, "illegal character"),
        new JsonParseException(null, "unexpected " + CANARY),
        new IllegalArgumentException(CANARY));
  }
}
