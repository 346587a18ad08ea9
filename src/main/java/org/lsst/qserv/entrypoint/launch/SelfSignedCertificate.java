// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.AtomicFile;
import org.lsst.qserv.entrypoint.io.PathProblem;
import org.lsst.qserv.entrypoint.plan.Step.MakeCertificate;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/** Creates a self-signed certificate with the {@code openssl} of the image. */
final class SelfSignedCertificate {
  private final MakeCertificate step;
  private final CommandRunner tool;

  SelfSignedCertificate(MakeCertificate step, CommandRunner tool) {
    this.step = step;
    this.tool = tool;
  }

  /**
   * Creates the key and the certificate, unless both exist. A certificate without its key is
   * reported as an error and not overwritten.
   */
  void createIfMissing() throws InterruptedException {
    boolean hasCertificate = Files.exists(step.certificate());
    boolean hasKey = Files.exists(step.key());
    if (hasCertificate && hasKey) {
      return;
    }
    if (hasCertificate) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "certificate " + step.certificate() + " exists without its key " + step.key(),
          "add the key, or remove the certificate to create both");
    }
    try {
      create();
    } catch (IOException e) {
      throw new Failure(
              ExitCode.CANNOT_CREATE,
              "cannot write the certificate "
                  + step.certificate()
                  + " ("
                  + PathProblem.reason(e)
                  + ")",
              "make its directory writable for the user of the container")
          .causedBy(e);
    }
  }

  /**
   * Installs the key first: if the process is killed in between, the next start finds only the key
   * and creates both.
   */
  private void create() throws IOException, InterruptedException {
    Files.createDirectories(step.certificate().getParent());
    Files.createDirectories(step.key().getParent());
    try (AtomicFile key = AtomicFile.create(step.key(), "rw-------");
        AtomicFile certificate = AtomicFile.create(step.certificate(), "rw-r--r--")) {
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
            String.valueOf(step.days()),
            "-subj",
            "/CN=" + step.commonName(),
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString()),
        "");
  }
}
