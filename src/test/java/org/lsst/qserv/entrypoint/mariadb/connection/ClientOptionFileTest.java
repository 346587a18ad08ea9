// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/** Tests the option file for MariaDB's clients. */
final class ClientOptionFileTest {
  @TempDir Path directory;

  private static String text(String url, Tls.Mode mode) {
    return ClientOptionFile.text(
        DatabaseUrl.parse(url).withTls(new Tls(mode, "/tls/ca.pem", "database.admin-tls")));
  }

  @ParameterizedTest
  @CsvSource({
    "DISABLE,     'loose-ssl=0\nloose-ssl-verify-server-cert=0\n'",
    "REQUIRE,     'ssl=1\nssl-verify-server-cert=0\n'",
    "VERIFY_CA,   'ssl=1\nssl-ca=\"/tls/ca.pem\"\nssl-verify-server-cert=1\n'",
    "VERIFY_FULL, 'ssl=1\nssl-ca=\"/tls/ca.pem\"\nssl-verify-server-cert=1\n'"
  })
  void statesTlsForClientsWithAnyDefaults(Tls.Mode mode, String options) {
    assertThat(text("mysql://boss@db:3307/", mode))
        .isEqualTo(
            "[client]\nuser=\"boss\"\nhost=\"db\"\nport=\"3307\"\nprotocol=\"tcp\"\n" + options);
  }

  @Test
  void usesNoTlsOnASocket() {
    assertThat(text("mysql://boss@db/?socket=/run/s", Tls.Mode.VERIFY_FULL))
        .isEqualTo(
            """
            [client]
            user="boss"
            socket="/run/s"
            loose-ssl=0
            loose-ssl-verify-server-cert=0
            """);
  }

  @Test
  void quotesAPasswordSoThatItCannotAddOptions() {
    assertThat(text("mysql://boss:a\"b\\c #d\nssl=0@db/", Tls.Mode.REQUIRE))
        .contains("\npassword=\"a\\\"b\\\\c #d\\nssl=0\"\n");
  }

  @Test
  void canBeReadOnlyByItsOwnerAndIsDeleted() throws IOException {
    Path path = directory.resolve("options.cnf");
    Files.writeString(path, "of a killed process");
    try (ClientOptionFile file = ClientOptionFile.create(path, DatabaseUrl.parse("mysql://u@db"))) {
      assertThat(file.path()).content().startsWith("[client]\nuser=\"u\"\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
    assertThat(path).doesNotExist();
  }
}
