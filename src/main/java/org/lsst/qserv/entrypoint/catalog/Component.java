// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One process of a role, as the catalog describes it. Texts may refer to settings as {@code {{ a.b
 * }}}; they are still unresolved here.
 *
 * @param modes the modes in which the component runs; in others it parks
 * @param after the components of its role that are ready before it starts
 * @param required the settings without which it cannot run
 * @param args the service's own options and their defaults
 * @param secretArgs the options that carry a secret, because the program knows no other way
 * @param limits resource to amount
 * @param ready how to tell that the service serves; empty if it cannot be told from outside
 * @param prepare how an empty data directory is made a database server's
 * @param schema the schema that must have its version before it starts
 */
public record Component(
    String role,
    String name,
    String meaning,
    Set<String> modes,
    List<String> after,
    List<String> required,
    List<String> command,
    Map<String, ConfigValue> args,
    Set<String> secretArgs,
    String user,
    String directory,
    Map<String, String> environment,
    List<String> directories,
    List<File> files,
    Optional<Certificate> certificate,
    Map<String, String> limits,
    List<Wait> waits,
    Optional<Wait> ready,
    List<String> ports,
    Stop stop,
    Restart restart,
    Optional<Preparation> prepare,
    Optional<SchemaNeed> schema) {

  /**
   * A file that is rendered.
   *
   * @param template relative to {@code paths.templates}
   * @param mode permissions in octal
   * @param check a command that says whether the file is good, {@link #FILE} standing for its path;
   *     empty if there is none
   */
  public record File(String template, String target, String mode, List<String> check) {
    /** The reference that stands for the file to be checked. */
    public static final String FILE = "file";
  }

  /** A certificate, made if it is not there. */
  public record Certificate(String certificate, String key, String commonName, int days) {}

  /**
   * Something that must answer.
   *
   * @param kind {@code tcp}, {@code mariadb}, {@code sql} or {@code http}
   * @param what {@code host:port}, the name of a URL setting or {@code local}, or a URL
   * @param anyCertificate whether an HTTPS server may have any certificate
   */
  public record Wait(String kind, String what, boolean anyCertificate, Duration timeout) {}

  /**
   * A schema that a component works with.
   *
   * @param sql the name of the URL setting by which the component sees it
   */
  public record SchemaNeed(String module, String sql) {}

  /** How the service is stopped. */
  public record Stop(String signal, Duration grace) {}

  /** What follows when it ends by itself under supervision; a limit of 0 is none. */
  public record Restart(String when, Duration delay, int limit) {}

  /**
   * How a data directory is prepared.
   *
   * @param start SQL files, relative to {@code paths.templates}
   * @param variables user variables of SQL by name
   */
  public record Preparation(
      String dataDirectory, List<String> start, Map<String, String> variables) {}
}
