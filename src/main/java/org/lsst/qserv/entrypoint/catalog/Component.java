// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalog's description of a component. Strings may contain unresolved references to settings,
 * {@code {{ a.b }}}.
 *
 * @param description one sentence for the help
 */
public record Component(
    String role,
    String name,
    String description,
    Activation activation,
    Program program,
    Preparation preparation,
    Lifecycle lifecycle) {

  /**
   * When a component runs.
   *
   * @param modes the modes in which it runs; in others it is parked
   * @param after the components of its role that must be ready before it starts
   * @param required the settings without which it cannot run
   * @param constraints the relations between settings without which it cannot run
   * @param supervised whether the launcher keeps running even if it runs only this component
   */
  public record Activation(
      Set<String> modes,
      List<String> after,
      List<String> required,
      List<Constraint> constraints,
      boolean supervised) {}

  /**
   * A relation between two integer settings: the first one is between two multiples of the other,
   * exclusively.
   */
  public record Constraint(String setting, double above, double below, String of) {}

  /**
   * The program of a component and the attributes of its process.
   *
   * @param args the service's own options and their defaults
   * @param secretArgs the options whose value is a secret, for programs that accept it in no other
   *     way
   * @param expectedArgs the options without which the service works only in part, with the reason
   * @param user the user as which the service is supposed to run; empty for any
   * @param directory the working directory
   * @param limits the amount of each limited resource
   */
  public record Program(
      List<String> command,
      Map<String, ConfigValue> args,
      Set<String> secretArgs,
      Map<String, String> expectedArgs,
      String user,
      String directory,
      Map<String, String> environment,
      Map<String, String> limits) {}

  /**
   * What must exist before the program starts.
   *
   * @param dataDirectory how an empty data directory is initialized, for a database
   * @param schema the schema that must have the expected version
   * @param lock the lock that the process holds, so that only one runs at a time
   */
  public record Preparation(
      List<String> directories,
      List<File> files,
      Optional<Certificate> certificate,
      Optional<DataDirectory> dataDirectory,
      List<Wait> waits,
      Optional<RequiredSchema> schema,
      Optional<Lock> lock) {}

  /**
   * An exclusive lock on a file.
   *
   * @param timeout how long to wait for it
   */
  public record Lock(String file, Duration timeout) {}

  /**
   * How the running service is checked, reached, stopped and restarted.
   *
   * @param ready the check that the service is ready; empty if this cannot be observed from outside
   * @param ports the ports on which it listens
   */
  public record Lifecycle(Optional<Wait> ready, List<String> ports, Stop stop, Restart restart) {}

  /**
   * A file rendered from a template.
   *
   * @param template relative to {@code paths.templates}
   * @param mode the permissions in octal
   * @param check the command that validates the file, with a reference to {@link #FILE} for its
   *     path; empty if there is none
   */
  public record File(String template, String target, String mode, List<String> check) {
    /** The name of the reference to the path of the file to check. */
    public static final String FILE = "file";
  }

  /** A self-signed certificate that is created if it does not exist. */
  public record Certificate(String certificate, String key, String commonName, int days) {}

  /**
   * A service that must respond.
   *
   * @param kind {@code tcp}, {@code mariadb}, {@code sql} or {@code http}
   * @param what {@code host:port}, the name of a URL setting or {@code local}, or a URL
   * @param anyCertificate whether an HTTPS server may have any certificate
   */
  public record Wait(String kind, String what, boolean anyCertificate, Duration timeout) {}

  /**
   * A schema that a component uses.
   *
   * @param sql the name of the setting with the URL that the component uses
   */
  public record RequiredSchema(String module, String sql) {}

  /** How the service is stopped. */
  public record Stop(String signal, Duration grace) {}

  /**
   * When a component that ends by itself under supervision is restarted.
   *
   * @param limit the maximum number of consecutive restarts; 0 for no limit
   * @param successCodes the exit codes, besides 0, that mean success
   */
  public record Restart(String when, Duration delay, int limit, Set<Integer> successCodes) {}

  /**
   * How a data directory is initialized.
   *
   * @param start SQL files that run once, relative to {@code paths.templates}
   * @param variables the SQL user variables for these files, by name
   */
  public record DataDirectory(String path, List<String> start, Map<String, String> variables) {}
}
