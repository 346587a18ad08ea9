// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Creates self-signed certificates for {@code 127.0.0.1} with the JDK's keytool. */
public final class TestCertificate {
  private static final String PASSWORD = "changeit";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private TestCertificate() {}

  /** Returns files that need not exist. */
  public static ServerCertificate files(Path chain, Path key) {
    return new ServerCertificate(
        new PemFile("control.certificate", "from -e", chain),
        new PemFile("control.key", "from QSERV_CONTROL__KEY", key));
  }

  /** Writes a new certificate and its key to {@code NAME.pem} and {@code NAME.key}. */
  public static ServerCertificate create(Path directory, String name, String algorithm)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve(name + ".p12");
    // The default for RSA takes several seconds.
    List<String> size = algorithm.equals("RSA") ? List.of("-keysize", "2048") : List.of();
    generate(store, name, algorithm, size);
    return write(directory, store, name);
  }

  /** Writes a new certificate, that of its issuer, and its key. */
  public static ServerCertificate createWithIssuer(Path directory, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve(name + ".p12");
    generate(store, "issuer", "EC", List.of("-ext", "bc:c"));
    generate(store, name, "EC", List.of("-signer", "issuer"));
    return write(directory, store, name);
  }

  private static void generate(Path store, String name, String algorithm, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-keyalg", algorithm, "-dname", "CN=" + name));
    command.addAll(List.of("-ext", "SAN=IP:127.0.0.1", "-alias", name));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(options);
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("keytool exited with code " + exit);
    }
  }

  private static ServerCertificate write(Path directory, Path store, String name)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    ServerCertificate files =
        files(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
    StringBuilder chain = new StringBuilder();
    for (Certificate certificate : keys.getCertificateChain(name)) {
      chain.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(files.chain().path(), chain);
    Key key = keys.getKey(name, PASSWORD.toCharArray());
    Files.writeString(files.key().path(), pem("PRIVATE KEY", key.getEncoded()));
    return files;
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, LINES.encodeToString(content), type);
  }
}
