// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.health.control.ControlAddress;
import org.lsst.qserv.entrypoint.http.PemFile;
import org.lsst.qserv.entrypoint.http.ServerCertificate;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.secret.Secret;

/** Reads and checks the settings of the control port. */
public final class ControlSettings {
  private static final String PORT = "control.port";
  private static final String TOKEN = "control.token";
  private static final String CERTIFICATE = "control.certificate";
  private static final String KEY = "control.key";

  private final Settings settings;

  ControlSettings(Settings settings) {
    this.settings = settings;
  }

  /** Returns the control port; empty if the launch has none, or starts nothing. */
  public static Optional<ControlAddress> address(Settings settings) {
    return settings
        .find(PORT)
        .filter(_ -> !settings.string("launch").equals("prepare"))
        .map(port ->
            new ControlAddress(
                settings.string("control.address"),
                Math.toIntExact((Long) port),
                settings.find(TOKEN).map(Secret.class::cast),
                settings
                    .find(CERTIFICATE)
                    .map(_ ->
                        new ServerCertificate(pem(settings, CERTIFICATE), pem(settings, KEY)))));
  }

  private static PemFile pem(Settings settings, String setting) {
    String path = settings.find(setting).map(Object::toString).orElse("");
    return new PemFile(setting, settings.origin(setting), Path.of(path));
  }

  /** Returns whether the launch has a control port. */
  boolean isRequested() {
    return settings.find(PORT).isPresent();
  }

  /**
   * Adds what is wrong to the problems of the settings.
   *
   * @param services the services that run in the same container
   */
  void check(List<ServicePlan> services) {
    if (!isRequested()) {
      return;
    }
    String port = settings.string(PORT);
    if (settings.string("launch").equals("exec")) {
      add("launch", "nothing would serve control.port after the exec", "use launch=supervise");
    }
    if (settings.find(CERTIFICATE).isPresent() != settings.find(KEY).isPresent()) {
      String given = settings.find(KEY).isPresent() ? KEY : CERTIFICATE;
      add(given, "a certificate needs its key", "set control.certificate and control.key");
    }
    settings
        .find(TOKEN)
        .filter(token -> ((Secret) token).reveal().isBlank())
        .ifPresent(_ -> add(TOKEN, "the token is empty", "write a random string to its file"));
    services.stream()
        .filter(service -> service.ports().contains(port))
        .forEach(service ->
            add(
                PORT,
                service.component() + " listens on port " + port + ", too",
                "choose another port"));
  }

  private void add(String setting, String what, String fix) {
    settings
        .problems()
        .add(Problem.configuration(setting + " (" + settings.origin(setting) + "): " + what, fix));
  }
}
