// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.http.ListenAddress;
import org.lsst.qserv.entrypoint.http.PemFile;
import org.lsst.qserv.entrypoint.http.ServerCertificate;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/**
 * How the monitor serves its pages.
 *
 * @param user the user name of the login
 * @param password the password of the login; if empty, there is no login
 * @param interval the interval between collections
 */
public record MonitorSettings(
    ListenAddress address, String user, Optional<Secret> password, Duration interval) {
  private static final String ADDRESS = "monitor.address";
  private static final String PASSWORD = "monitor.password";
  private static final String CERTIFICATE = "monitor.certificate";
  private static final String KEY = "monitor.key";
  private static final String INTERVAL = "monitor.interval";
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

  /**
   * Reads the settings.
   *
   * @throws Failure with exit code 78 if other hosts could connect without a password, or if the
   *     settings contradict each other
   */
  public static MonitorSettings of(Settings settings) {
    Optional<Secret> password = settings.find(PASSWORD).map(Secret.class::cast);
    if (password.filter(secret -> secret.reveal().isBlank()).isPresent()) {
      throw invalid(settings, PASSWORD, "the password is empty", "write one to its file");
    }
    if (settings.find(CERTIFICATE).isPresent() != settings.find(KEY).isPresent()) {
      String given = settings.find(KEY).isPresent() ? KEY : CERTIFICATE;
      throw invalid(
          settings, given, "a certificate needs its key", "set " + CERTIFICATE + " and " + KEY);
    }
    Duration interval = (Duration) settings.find(INTERVAL).orElseThrow();
    if (interval.compareTo(MIN_INTERVAL) < 0) {
      throw invalid(settings, INTERVAL, "must be at least 1 second", "use a longer interval");
    }
    String host = settings.string(ADDRESS);
    if (password.isEmpty() && !isLoopback(host)) {
      throw invalid(
          settings,
          ADDRESS,
          host + " can be reached by other hosts, and there is no password",
          "set monitor.password-file, or use monitor.address=127.0.0.1");
    }
    Optional<ServerCertificate> certificate =
        settings
            .find(CERTIFICATE)
            .map(_ -> new ServerCertificate(pem(settings, CERTIFICATE), pem(settings, KEY)));
    int port = Math.toIntExact((Long) settings.find("monitor.port").orElseThrow());
    return new MonitorSettings(
        new ListenAddress("monitor", host, port, certificate),
        settings.string("monitor.user"),
        password,
        interval);
  }

  /** Returns whether the login would send the password over a network in plain text. */
  boolean exposesPassword() {
    return password.isPresent() && address.certificate().isEmpty() && !isLoopback(address.host());
  }

  /** A name that cannot be resolved could become any address. */
  private static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static PemFile pem(Settings settings, String setting) {
    String path = settings.find(setting).map(Object::toString).orElse("");
    return new PemFile(setting, settings.origin(setting), Path.of(path));
  }

  private static Failure invalid(Settings settings, String setting, String what, String fix) {
    return new Failure(
        ExitCode.CONFIGURATION, setting + " (" + settings.origin(setting) + "): " + what, fix);
  }
}
