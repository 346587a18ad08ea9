// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * The reasons why a server and the TLS settings of a URL do not match. None of them disappears by
 * waiting. Loaded only when one has occurred, because it refers to the JDK's TLS classes.
 */
enum TlsProblem {
  SERVER_REQUIRES_TLS(
      ExitCode.CONFIGURATION,
      "the server {server} requires TLS (require_secure_transport), but {setting} is {mode}",
      "set {setting} to verify-full and {ca-setting} to the certificate of its CA,"
          + " or {setting} to require"),
  ACCOUNT_REQUIRES_TLS(
      ExitCode.ACCESS_DENIED,
      "access denied for user '{user}' on {server}: the account requires TLS (REQUIRE SSL),"
          + " but {setting} is {mode}",
      "set {setting} to verify-full and {ca-setting} to the certificate of the server's CA,"
          + " or {setting} to require"),
  SERVER_WITHOUT_TLS(
      ExitCode.CONFIGURATION,
      "the server {server} does not support TLS, but {setting} is {mode}",
      "enable TLS on the server (ssl_cert and ssl_key), or set {setting} to disable"),
  UNKNOWN_AUTHORITY(
      ExitCode.CONFIGURATION,
      "no CA in {ca-file} ({ca-setting}) has issued the certificate of the server {server}",
      "set {ca-setting} to a file with the certificate of the CA that issued the server's"),
  EXPIRED(
      ExitCode.CONFIGURATION,
      "the certificate of the server {server}, or of its CA, has expired",
      "renew the certificate on the server, then run FLUSH SSL or restart the server"),
  NOT_YET_VALID(
      ExitCode.CONFIGURATION,
      "the certificate of the server {server}, or of its CA, is not valid yet",
      "correct the clocks of both hosts, or replace the certificate on the server"),
  WRONG_HOST(
      ExitCode.CONFIGURATION,
      "the certificate of the server {server} is not for host '{host}'",
      "connect with a host name in the certificate, have a certificate issued for this host,"
          + " or set {setting} to verify-ca"),
  HANDSHAKE_FAILED(
      ExitCode.CONFIGURATION,
      "the TLS handshake with the server {server} failed",
      "compare the TLS versions and ciphers of the server (tls_version, ssl_cipher) with TLS 1.2"
          + " and 1.3");

  /** What the driver reports; it has no error numbers for these. */
  private static final String NO_TLS = "ssl not enabled in the server";

  private static final String HOST_MISMATCH = "SSL hostname verification failed";

  private final ExitCode exit;
  private final String description;
  private final String fix;

  TlsProblem(ExitCode exit, String description, String fix) {
    this.exit = exit;
    this.description = description;
    this.fix = fix;
  }

  /**
   * Returns the problem that made a connection with TLS fail; empty for any other reason, such as a
   * server that stops or does not answer during the handshake.
   */
  static Optional<TlsProblem> of(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains(NO_TLS)) {
      return Optional.of(SERVER_WITHOUT_TLS);
    }
    if (message.contains(HOST_MISMATCH)) {
      return Optional.of(WRONG_HOST);
    }
    Optional<TlsProblem> found = Optional.empty();
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && !(cause instanceof SSLException)) {
        return Optional.empty(); // closed, reset or timed out
      }
      Optional<TlsProblem> more = ofCause(cause);
      found = more.isPresent() ? more : found; // the deepest one is the most precise
    }
    return found;
  }

  private static Optional<TlsProblem> ofCause(Throwable cause) {
    if (cause instanceof CertificateExpiredException) {
      return Optional.of(EXPIRED);
    }
    if (cause instanceof CertificateNotYetValidException) {
      return Optional.of(NOT_YET_VALID);
    }
    if (cause instanceof CertPathValidatorException invalid) {
      return Optional.of(ofReason(invalid.getReason()));
    }
    if (cause instanceof CertificateException) {
      return Optional.of(UNKNOWN_AUTHORITY);
    }
    return cause instanceof SSLException ? Optional.of(HANDSHAKE_FAILED) : Optional.empty();
  }

  private static TlsProblem ofReason(CertPathValidatorException.Reason reason) {
    if (reason == CertPathValidatorException.BasicReason.EXPIRED) {
      return EXPIRED;
    }
    return reason == CertPathValidatorException.BasicReason.NOT_YET_VALID
        ? NOT_YET_VALID
        : UNKNOWN_AUTHORITY;
  }

  ExitCode exit() {
    return exit;
  }

  /** Returns what is wrong with a connection to a server. */
  String what(DatabaseUrl url) {
    return filled(description, url);
  }

  /** Returns how to fix it. */
  String fix(DatabaseUrl url) {
    return filled(fix, url);
  }

  private static String filled(String text, DatabaseUrl url) {
    return text.replace("{server}", url.address())
        .replace("{host}", url.host())
        .replace("{user}", url.user())
        .replace("{setting}", url.tls().setting())
        .replace("{mode}", url.tls().mode().toString())
        .replace("{ca-setting}", url.tls().caFileSetting())
        .replace("{ca-file}", url.tls().caFile());
  }
}
