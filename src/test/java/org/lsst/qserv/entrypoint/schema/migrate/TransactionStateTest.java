package org.lsst.qserv.entrypoint.schema.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;

/** Whether a transaction of a script is open, after the documentation of MariaDB. */
final class TransactionStateTest {
  @ParameterizedTest
  @CsvSource({
    "DATA,                                  false, false",
    "BEGIN,                                 true,  false",
    "BEGIN DATA,                            true,  true",
    "BEGIN DATA READ,                       true,  true",
    "BEGIN DATA COMMIT,                     false, false",
    "BEGIN DATA ROLLBACK,                   false, false",
    "BEGIN DATA BEGIN,                      true,  false",
    "BEGIN DATA DEFINITION,                 false, false",
    "BEGIN DATA LOCK_TABLES,                false, false",
    "BEGIN DATA SESSION,                    true,  true",
    "BEGIN DATA AUTOCOMMIT_ON,              true,  true",
    "AUTOCOMMIT_OFF,                        false, false",
    "AUTOCOMMIT_OFF SESSION,                false, false",
    "AUTOCOMMIT_OFF DATA,                   true,  true",
    "AUTOCOMMIT_OFF OPAQUE,                 true,  true",
    "AUTOCOMMIT_OFF DATA COMMIT,            false, false",
    "AUTOCOMMIT_OFF DATA COMMIT DATA,       true,  true",
    "AUTOCOMMIT_OFF DATA DEFINITION,        false, false",
    "AUTOCOMMIT_OFF DATA AUTOCOMMIT_ON,     false, false",
    "AUTOCOMMIT_OFF AUTOCOMMIT_ON DATA,     false, false",
    "BEGIN AUTOCOMMIT_OFF DATA COMMIT DATA, true,  true",
  })
  void followsTheStatementsOfAScript(String kinds, boolean open, boolean changes) {
    TransactionState state = new TransactionState(true);
    Arrays.stream(kinds.split(" ")).map(StatementKind::valueOf).forEach(state::follow);
    assertThat(state.isOpen()).isEqualTo(open);
    assertThat(state.hasChanges()).isEqualTo(changes);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void startsWithTheAutocommitOfTheServer(boolean autocommit, boolean commitsByItself) {
    TransactionState state = new TransactionState(autocommit);
    assertThat(state.commitsByItself()).isEqualTo(commitsByItself);
  }
}
