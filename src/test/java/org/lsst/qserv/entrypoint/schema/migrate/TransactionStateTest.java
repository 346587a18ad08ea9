// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;

/** Tests when a transaction of a script is open, according to the documentation of MariaDB. */
final class TransactionStateTest {
  @ParameterizedTest
  @CsvSource({
    "DATA,                                  false",
    "BEGIN,                                 true",
    "BEGIN DATA,                            true",
    "BEGIN DATA READ,                       true",
    "BEGIN DATA COMMIT,                     false",
    "BEGIN DATA ROLLBACK,                   false",
    "BEGIN DATA BEGIN,                      true",
    "BEGIN DATA DEFINITION,                 false",
    "BEGIN DATA LOCK_TABLES,                false",
    "BEGIN DATA SESSION,                    true",
    "BEGIN DATA AUTOCOMMIT_ON,              true",
    "AUTOCOMMIT_OFF,                        false",
    "AUTOCOMMIT_OFF SESSION,                false",
    "AUTOCOMMIT_OFF DATA,                   true",
    "AUTOCOMMIT_OFF OPAQUE,                 true",
    "AUTOCOMMIT_OFF DATA COMMIT,            false",
    "AUTOCOMMIT_OFF DATA COMMIT DATA,       true",
    "AUTOCOMMIT_OFF DATA DEFINITION,        false",
    "AUTOCOMMIT_OFF DATA AUTOCOMMIT_ON,     false",
    "AUTOCOMMIT_OFF AUTOCOMMIT_ON DATA,     false",
    "BEGIN AUTOCOMMIT_OFF DATA COMMIT DATA, true",
  })
  void followsTheStatementsOfAScript(String kinds, boolean open) {
    TransactionState state = new TransactionState(true);
    Arrays.stream(kinds.split(" ")).map(StatementKind::valueOf).forEach(state::follow);
    assertThat(state.isOpen()).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void startsWithTheAutocommitOfTheServer(boolean autocommit, boolean open) {
    TransactionState state = new TransactionState(autocommit);
    state.follow(StatementKind.DATA);
    assertThat(state.isOpen()).isEqualTo(open);
  }
}
