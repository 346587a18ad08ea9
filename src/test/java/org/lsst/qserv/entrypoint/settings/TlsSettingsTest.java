// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference;
import org.lsst.qserv.entrypoint.settings.reference.SettingsReference.Entry;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/** Tests the TLS settings of database URLs: their names, their checks and their effect. */
final class TlsSettingsTest {
  /** A self-signed certificate that is valid until 2126. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBcTCCARegAwIBAgIULM0x3jRFJ7Me+lKxz/gWOTxjirswCgYIKoZIzj0EAwIw
      DTELMAkGA1UEAwwCY2EwIBcNMjYxMTI3MTM1ODA5WhgPMjEyNjExMDMxMzU4MDla
      MA0xCzAJBgNVBAMMAmNhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYVdco8zs
      3d+h7nKtp+C725QChCesbRVLFGAPa6mdBSu80OkHbfCF9xHZmi+BZWXhAj27P5jD
      Swwx8y+qKCQQ/KNTMFEwHQYDVR0OBBYEFLFNEoPRkBnlyBZ/wjARDYts/8sNMB8G
      A1UdIwQYMBaAFLFNEoPRkBnlyBZ/wjARDYts/8sNMA8GA1UdEwEB/wQFMAMBAf8w
      CgYIKoZIzj0EAwIDSAAwRQIhAP96a45xInCJ2cuWEQji6+hvGmxjozsYje8J6ja4
      L4dnAiAHlCX9VwQFwmseSPFXY8ZEawlwXuu+82lTP0m1wJ5GqQ==
      -----END CERTIFICATE-----
      """;

  @TempDir Path directory;

  private Path caFile(String content) throws IOException {
    return Files.writeString(directory.resolve("ca.pem"), content);
  }

  private TestSettings settings() {
    return new TestSettings(directory);
  }

  private static Tls tls(Settings settings, String url) {
    return ((DatabaseUrl) settings.find(url).orElseThrow()).tls();
  }

  static Stream<Arguments> urls() {
    BundledFiles bundled = TestFiles.BUNDLED;
    return bundled.releaseLines().stream()
        .flatMap(line ->
            new SettingsReference(bundled, line)
                .launcherSettings().stream()
                    .filter(entry -> entry.type().equals("url"))
                    .map(Entry::name)
                    .map(name -> Arguments.of(line, name)));
  }

  @ParameterizedTest
  @MethodSource("urls")
  void eachUrlHasTlsSettingsThatAreDisabledByDefault(String line, String url) {
    TestSettings given = settings().line(line).assign(url + "=mysql://u@db/");
    assertThat(tls(given.valid(), url).isEnabled()).isFalse();
    String setting = url.substring(0, url.length() - "url".length()) + "tls";
    assertThat(tls(given.assign(setting + "=require").valid(), url))
        .isEqualTo(new Tls(Tls.Mode.REQUIRE, "", setting));
  }

  @ParameterizedTest
  @CsvSource({
    "czar,        czar.database-url,     czar.database-tls,     database.url",
    "czar,        czar.admin-url,        czar.admin-tls,        database.admin-url",
    "replication, replication.url,       replication.tls,       database.url",
    "replication, replication.admin-url, replication.admin-tls, database.admin-url"
  })
  void theOwnDatabaseOfARoleHasTheTlsOfTheSettingsFromWhichItIsTaken(
      String role, String url, String setting, String own) {
    TestSettings given = settings().role(role).assign(url + "=mysql://u@db/", setting + "=require");
    assertThat(tls(given.valid(), own))
        .returns(Tls.Mode.REQUIRE, Tls::mode)
        .returns(setting, Tls::setting);
    String ownSetting = own.replaceFirst("url$", "tls");
    assertThat(tls(given.assign(ownSetting + "=disable").valid(), own).isEnabled()).isFalse();
  }

  @Test
  void aUrlKeepsItsTlsWithAnotherPasswordOrDatabase() {
    DatabaseUrl url =
        (DatabaseUrl)
            settings()
                .assign("database.url=mysql://u@db/d", "database.tls=require")
                .valid()
                .find("database.url")
                .orElseThrow();
    assertThat(url.withDatabase("e").withoutPassword().isEncrypted()).isTrue();
    assertThat(url).hasToString("mysql://u@db:3306/d");
  }

  @Test
  void tlsHasNoEffectOnASocket() {
    Settings settings =
        settings().assign("database.url=mysql://u@db/?socket=/s", "database.tls=require").valid();
    assertThat(((DatabaseUrl) settings.find("database.url").orElseThrow()).isEncrypted()).isFalse();
  }

  @Test
  void allProblemsAreReportedTogetherWithOthers() throws IOException {
    Path malformed = caFile("-----BEGIN CERTIFICATE-----\nno base64!\n");
    Path missing = directory.resolve("missing.pem");
    assertThat(
            settings()
                .assign(
                    "database.tls=prefer",
                    "database.admin-tls=verify-full",
                    "czar.database-tls=verify-ca",
                    "czar.database-tls-ca-file=" + missing,
                    "replication.tls=verify-full",
                    "replication.tls-ca-file=" + malformed,
                    "replication.admin-tls-ca-file=ca.pem",
                    "mode=half")
                .problems())
        .containsExactlyInAnyOrder(
            "database.tls (from -e): 'prefer' is not one of disable, require, verify-ca,"
                + " verify-full -> use one of disable, require, verify-ca, verify-full",
            "database.admin-tls (from -e) is verify-full, but database.admin-tls-ca-file is not"
                + " set -> set it to a PEM file with the certificate of the CA that issued the"
                + " server's",
            "czar.database-tls-ca-file (from -e): "
                + missing
                + " cannot be read (no such file) -> correct the path, or mount the file",
            "replication.tls-ca-file (from -e): "
                + malformed
                + " contains no valid certificate -> use a PEM file with one or more blocks"
                + " -----BEGIN CERTIFICATE-----",
            "replication.admin-tls-ca-file (from -e): 'ca.pem' is not an absolute path -> use an"
                + " absolute path",
            "mode (from -e): 'half' is not one of full, maintenance, db-only, install -> use one"
                + " of full, maintenance, db-only, install");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                   | contains no certificate
          'no certificate'     | contains no valid certificate
          '0'                  | contains no valid certificate
          """)
  void aFileWithoutCertificatesIsReported(String content, String problem) throws IOException {
    Path file = caFile(content);
    assertThat(
            settings().assign("database.tls=verify-ca", "database.tls-ca-file=" + file).problems())
        .singleElement()
        .asString()
        .startsWith("database.tls-ca-file (from -e): " + file + " " + problem + " -> ");
  }

  @Test
  void aFileMayContainSeveralCertificatesAndComments() throws IOException {
    Path file = caFile("# the old CA\n" + CERTIFICATE + "# the new CA\n" + CERTIFICATE);
    Settings settings =
        settings().assign("database.tls=verify-full", "database.tls-ca-file=" + file).valid();
    assertThat(settings.tls("database.url"))
        .isEqualTo(new Tls(Tls.Mode.VERIFY_FULL, file.toString(), "database.tls"));
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void aFileThatIsNotUsedIsAWarning() {
    Settings settings =
        settings().assign("database.tls=require", "database.tls-ca-file=/missing").valid();
    assertThat(settings.warnings().stream().map(Problem::what))
        .containsExactly(
            "database.tls-ca-file (from -e) has no effect: database.tls is require, which does not"
                + " verify the server");
  }

  @Test
  void aFileIsAcceptedWhileTlsIsDisabledOnPurpose() {
    assertThat(
            settings()
                .assign("database.tls=disable", "database.tls-ca-file=/missing")
                .valid()
                .warnings())
        .isEmpty();
  }
}
