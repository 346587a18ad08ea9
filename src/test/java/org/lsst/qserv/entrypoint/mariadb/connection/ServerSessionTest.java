// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the transactions of our own statements. */
final class ServerSessionTest {
  private final ScriptedServer server = new ScriptedServer();
  private final ServerSession session = server.session();

  static Stream<Throwable> failures() {
    return Stream.of(
        new SQLException("denied"), new IllegalStateException("a bug"), new StackOverflowError());
  }

  @Test
  void commitsATransactionThatSucceeds() throws SQLException {
    session.inTransaction(() -> session.update("DELETE FROM t"));
    assertThat(server.changes())
        .isEqualTo(List.of("autocommit = false", "DELETE FROM t", "commit", "autocommit = true"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void rollsATransactionBackAfterAnyException(Throwable failure) {
    assertThatThrownBy(() ->
            session.inTransaction(() -> {
              session.update("DELETE FROM t");
              ServerSessionTest.<RuntimeException>throwAny(failure);
            }))
        .isSameAs(failure);
    assertThat(server.changes())
        .isEqualTo(List.of("autocommit = false", "DELETE FROM t", "rollback", "autocommit = true"));
  }

  @SuppressWarnings("unchecked") // throws any exception as if it were unchecked
  private static <E extends Throwable> void throwAny(Throwable failure) throws E {
    throw (E) failure;
  }
}
