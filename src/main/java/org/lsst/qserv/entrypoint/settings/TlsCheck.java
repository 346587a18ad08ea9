// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.io.ReadProblem;
import org.lsst.qserv.entrypoint.settings.type.Tls;

/**
 * Checks the two TLS settings of a database URL together. A class of its own, so that the JDK's
 * classes for certificates are loaded only if such settings are used.
 */
final class TlsCheck {
  private final SettingValues values;
  private final Problems problems;
  private final List<Problem> warnings;

  TlsCheck(SettingValues values, Problems problems, List<Problem> warnings) {
    this.values = values;
    this.problems = problems;
    this.warnings = warnings;
  }

  void check(TlsSettings settings) {
    Tls tls = values.tls(settings);
    if (tls.verifies()) {
      checkFile(settings, tls);
    } else if (values.isGiven(settings.caFile())
        && (tls.isEnabled() || !values.isGiven(settings.mode()))) {
      warnings.add(
          Problem.configuration(
              "%s (%s) has no effect: %s is %s, which does not verify the server"
                  .formatted(
                      settings.caFile(),
                      values.origin(settings.caFile()),
                      settings.mode(),
                      tls.mode()),
              "set " + settings.mode() + " to verify-full or verify-ca"));
    }
  }

  private void checkFile(TlsSettings settings, Tls tls) {
    if (tls.caFile().isEmpty()) {
      problems.add(
          Problem.configuration(
              "%s (%s) is %s, but %s is not set"
                  .formatted(
                      settings.mode(),
                      values.origin(settings.mode()),
                      tls.mode(),
                      settings.caFile()),
              "set it to a PEM file with the certificate of the CA that issued the server's"));
      return;
    }
    Path file = Path.of(tls.caFile());
    String subject =
        "%s (%s): %s ".formatted(settings.caFile(), values.origin(settings.caFile()), file);
    try (InputStream content = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(content).isEmpty()) {
        problems.add(invalid(subject + "contains no certificate"));
      }
    } catch (IOException e) {
      ReadProblem problem = ReadProblem.of(file, e);
      problems.add(
          Problem.configuration(
              subject + "cannot be read (" + problem.reason() + ")", problem.fix()));
    } catch (CertificateException e) {
      problems.add(invalid(subject + "contains no valid certificate"));
    }
  }

  private static Problem invalid(String what) {
    return Problem.configuration(
        what, "use a PEM file with one or more blocks -----BEGIN CERTIFICATE-----");
  }
}
