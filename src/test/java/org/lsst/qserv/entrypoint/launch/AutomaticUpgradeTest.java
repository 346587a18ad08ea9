// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.mariadb.datadir.LastServer;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerVersion;
import org.lsst.qserv.entrypoint.plan.Step.UpgradeDatabase;

/** Tests when a database is upgraded after its start. */
final class AutomaticUpgradeTest {
  @TempDir Path data;

  @BeforeEach
  void checkTheServer() throws IOException {
    ServerVersion server = ServerVersion.parse("10.11.18-MariaDB").orElseThrow();
    new LastServer(server, "mariadbd").write(data);
  }

  private boolean isPending() throws IOException {
    return new AutomaticUpgrade(new UpgradeDatabase(data, Optional.empty())).isPending();
  }

  @ParameterizedTest
  @CsvSource({
    "10.5.29-MariaDB, true",
    "10.6.22-MariaDB, true",
    "10.11.3-MariaDB, false",
    "10.11.18-MariaDB, false"
  })
  void theUpgradeIsPendingIfTheFilesBelongToAnotherSeries(String recorded, boolean pending)
      throws IOException {
    Files.writeString(data.resolve("mysql_upgrade_info"), recorded);
    assertThat(isPending()).isEqualTo(pending);
  }

  @Test
  void theUpgradeIsPendingIfTheVersionOfTheFilesIsUnknown() throws IOException {
    assertThat(isPending()).isTrue();
  }
}
