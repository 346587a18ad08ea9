// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/** Tests the driver's options for TLS, and the reasons of failed connections. */
final class TlsProblemTest {
  private static final DatabaseUrl URL =
      DatabaseUrl.parse("mysql://boss:canary-7f@db:3307/")
          .withTls(new Tls(Tls.Mode.VERIFY_FULL, "/ca.pem", "database.admin-tls"));

  @ParameterizedTest
  @CsvSource({
    "REQUIRE,     trust,",
    "VERIFY_CA,   verify-ca,   /ca.pem",
    "VERIFY_FULL, verify-full, /ca.pem"
  })
  void givesTheDriverTheModeAndTheCasThatItNeeds(Tls.Mode mode, String sslMode, String file) {
    Properties options = new Properties();
    TlsOptions.set(options, new Tls(mode, "/ca.pem", "tls"));
    assertThat(options.getProperty("sslMode")).isEqualTo(sslMode);
    assertThat(options.getProperty("serverSslCert")).isEqualTo(file);
  }

  /** Returns the exception that the driver throws if a handshake fails. */
  private static SQLException handshake(Throwable cause) {
    SSLHandshakeException failed = new SSLHandshakeException("handshake failed");
    failed.initCause(cause);
    return new SQLException("Could not connect to db: handshake failed", "08000", failed);
  }

  private static Throwable invalid(BasicReason reason) {
    return new CertificateException(
        "PKIX path validation failed",
        new CertPathValidatorException("invalid", null, null, -1, reason));
  }

  private static void assertProblem(TlsProblem expected, SQLException e) {
    assertThat(TlsProblem.of(e)).contains(expected);
  }

  @Test
  void recognizesACertificateThatIsNotValidNow() {
    assertProblem(TlsProblem.EXPIRED, handshake(new CertificateExpiredException("yesterday")));
    assertProblem(TlsProblem.EXPIRED, handshake(invalid(BasicReason.EXPIRED)));
    assertProblem(
        TlsProblem.EXPIRED,
        handshake(new CertificateException("invalid", new CertificateExpiredException())));
    assertProblem(TlsProblem.NOT_YET_VALID, handshake(new CertificateNotYetValidException()));
    assertProblem(TlsProblem.NOT_YET_VALID, handshake(invalid(BasicReason.NOT_YET_VALID)));
  }

  @Test
  void recognizesAnUnknownAuthority() {
    assertProblem(
        TlsProblem.UNKNOWN_AUTHORITY, handshake(new CertificateException("no path found")));
    assertProblem(TlsProblem.UNKNOWN_AUTHORITY, handshake(invalid(BasicReason.INVALID_SIGNATURE)));
  }

  @Test
  void recognizesWhatTheDriverReportsOnlyAsText() {
    assertProblem(
        TlsProblem.SERVER_WITHOUT_TLS,
        new SQLException("Trying to connect with ssl, but ssl not enabled in the server", "08000"));
    assertProblem(
        TlsProblem.WRONG_HOST,
        new SQLException("SSL hostname verification failed : DNS host \"db\" …", "08006"));
  }

  @Test
  void recognizesAnyOtherFailureOfTheHandshake() {
    assertProblem(TlsProblem.HANDSHAKE_FAILED, handshake(new IllegalStateException("cipher")));
  }

  @Test
  void doesNotBlameTlsIfTheConnectionWasLostOrTimedOut() {
    assertThat(TlsProblem.of(handshake(new EOFException("closed")))).isEmpty();
    assertThat(TlsProblem.of(handshake(new SocketException("reset")))).isEmpty();
    assertThat(TlsProblem.of(handshake(new SocketTimeoutException("slow")))).isEmpty();
    assertThat(TlsProblem.of(new SQLException("x", "08000", new IOException("x")))).isEmpty();
    assertThat(TlsProblem.of(new SQLException("denied", "28000", 1045))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void describesTheProblemWithItsSettingButWithoutThePassword(TlsProblem problem) {
    String what = problem.what(URL);
    String fix = problem.fix(URL);
    assertThat(what).contains("db:3307").doesNotContain("{", "canary");
    assertThat(fix).doesNotContain("{", "canary");
    assertThat(problem.exit().number()).isIn(77, 78);
    if (problem != TlsProblem.HANDSHAKE_FAILED
        && problem != TlsProblem.EXPIRED
        && problem != TlsProblem.NOT_YET_VALID) {
      assertThat(fix).contains("database.admin-tls");
    }
  }

  @Test
  void keepsAnExceptionThatHasAnotherReason() {
    SQLException lost = new SQLException("lost", "08000");
    SQLException explained = TlsOptions.explained(handshake(new CertificateException()), URL);
    assertThatException().isThrownBy(() -> rethrow(lost)).isSameAs(lost);
    assertThatException()
        .isThrownBy(() -> rethrow(explained))
        .isExactlyInstanceOf(TlsException.class)
        .withMessageStartingWith("no CA in /ca.pem (database.admin-tls-ca-file) has issued");
  }

  private static void rethrow(SQLException e) throws SQLException {
    throw TlsOptions.explained(e, URL);
  }
}
