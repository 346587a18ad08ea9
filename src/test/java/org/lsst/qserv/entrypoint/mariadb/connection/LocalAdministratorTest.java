// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Tests the account that administers a server from inside its container. */
final class LocalAdministratorTest {
  @TempDir Path volume;

  private Path data() {
    return volume;
  }

  private DatabaseUrl url() throws IOException {
    return LocalAdministrator.url(data(), data().resolve("mysql.sock"));
  }

  @Test
  void logsInAsTheSystemUserWithoutAPassword() throws IOException {
    DatabaseUrl url = url();
    assertThat(url.user()).isEqualTo(System.getProperty("user.name"));
    assertThat(url.password()).isEmpty();
    assertThat(url.socket()).isEqualTo(data().resolve("mysql.sock").toString());
  }

  @Test
  void storesTheOptionFileInTheDataDirectory() {
    assertThat(LocalAdministrator.optionFile(data()))
        .isEqualTo(data().resolve(".administrator.cnf"));
  }

  @Test
  void writesAnOptionFileForTheClient() {
    assertThat(LocalAdministrator.options(new Secret("p")))
        .isEqualTo("[client]\nuser=root\npassword=p\n");
  }

  @Test
  void logsInAsRootIfThereIsAPassword() throws IOException {
    Files.writeString(
        LocalAdministrator.optionFile(data()), LocalAdministrator.options(new Secret("a=b")));
    DatabaseUrl url = url();
    assertThat(url.user()).isEqualTo("root");
    assertThat(url.password().orElseThrow().reveal()).isEqualTo("a=b");
  }

  @Test
  void doesNotPrintThePassword() throws IOException {
    Files.writeString(
        LocalAdministrator.optionFile(data()), LocalAdministrator.options(new Secret("canary")));
    assertThat(url().toString()).doesNotContain("canary");
  }
}
