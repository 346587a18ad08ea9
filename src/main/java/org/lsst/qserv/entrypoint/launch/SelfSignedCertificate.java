// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.AtomicFile;
import org.lsst.qserv.entrypoint.plan.Step.MakeCertificate;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/** A certificate for a service that has none, made by the image's {@code openssl}. */
final class SelfSignedCertificate {
  private final MakeCertificate wanted;
  private final CommandRunner tool;

  SelfSignedCertificate(MakeCertificate wanted, CommandRunner tool) {
    this.wanted = wanted;
    this.tool = tool;
  }

  /**
   * Makes key and certificate, unless both are there. One without the other is somebody's mistake
   * and is not overwritten.
   */
  void makeUnlessThere() throws InterruptedException {
    boolean hasCertificate = Files.exists(wanted.certificate());
    boolean hasKey = Files.exists(wanted.key());
    if (hasCertificate && hasKey) {
      return;
    }
    if (hasCertificate) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "there is a certificate " + wanted.certificate() + " without its key " + wanted.key(),
          "add the key, or remove the certificate to have both made");
    }
    try {
      make();
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANNOT_CREATE,
          "cannot write the certificate " + wanted.certificate() + " (" + e.getMessage() + ")",
          "make its directory one that the user of the container may write");
    }
  }

  /** The key is kept first: a kill between the two leaves a key, and the next start makes both. */
  private void make() throws IOException, InterruptedException {
    Files.createDirectories(wanted.certificate().getParent());
    Files.createDirectories(wanted.key().getParent());
    try (AtomicFile key = AtomicFile.create(wanted.key(), "rw-------");
        AtomicFile certificate = AtomicFile.create(wanted.certificate(), "rw-r--r--")) {
      generate(key.staged(), certificate.staged());
      key.install();
      certificate.install();
    }
  }

  private void generate(Path key, Path certificate) throws InterruptedException {
    tool.run(
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:4096",
            "-sha256",
            "-nodes",
            "-batch",
            "-days",
            String.valueOf(wanted.days()),
            "-subj",
            "/CN=" + wanted.commonName(),
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString()),
        "");
  }
}
