// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Tests that a program is not searched for in the working directory, which is the repository here.
 */
final class ProgramLookupEdgeCasesTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "entrypoint", "pom.xml", ""})
  void doesNotSearchTheWorkingDirectory(String name) {
    assertThatThrownBy(() -> ProgramLookup.find(name, Optional.of("/nowhere"), "worker xrootd"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.NOT_FOUND));
  }
}
