// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.upgrade.UpgradeRule;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A step before a service starts, or after its start. {@link Object#toString} describes it in one
 * line.
 */
public sealed interface Step {

  /**
   * Calls the visitor's method for this kind of step. A switch over the kinds would be linked at
   * run time, which takes milliseconds of each launch.
   */
  void accept(Visitor visitor) throws InterruptedException;

  /** Returns the name of this kind of step, for metrics. */
  String kind();

  /** Returns whether the step connects to a server; {@code launch=prepare} skips such steps. */
  default boolean opensConnections() {
    return false;
  }

  /** Executes steps. */
  interface Visitor {
    void visit(MakeDirectory step);

    void visit(RenderTemplate step) throws InterruptedException;

    void visit(MakeCertificate step) throws InterruptedException;

    void visit(Await step) throws InterruptedException;

    void visit(PrepareDatabase step) throws InterruptedException;

    void visit(InstallSchema step) throws InterruptedException;

    void visit(EnsureSchema step) throws InterruptedException;

    void visit(CheckServerVersion step) throws InterruptedException;

    void visit(UpgradeDatabase step) throws InterruptedException;

    void visit(AwaitLock step) throws InterruptedException;
  }

  /** Waits until no other service has the lock on a file; the service itself then acquires it. */
  record AwaitLock(Path file, Duration timeout) implements Step {
    @Override
    public boolean opensConnections() {
      return true; // it waits for another service
    }

    @Override
    public String kind() {
      return "wait-for-lock";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return "wait until " + file + " is unlocked for at most " + timeout.toSeconds() + " s";
    }
  }

  /** Creates a directory unless it exists. */
  record MakeDirectory(Path path) implements Step {
    @Override
    public String kind() {
      return "directory";
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return "create directory " + path;
    }
  }

  /**
   * Renders a template into a file.
   *
   * @param permissions in the form {@code rw-r-----}
   * @param check the command that must accept the file before it is installed, with {@link #FILE}
   *     in place of the path; empty for no check
   */
  record RenderTemplate(Path template, Path target, String permissions, List<RedactedText> check)
      implements Step {
    /** The placeholder for the path of the file in a check. */
    static final String FILE = "{{ file }}";

    /** Returns the command of the check for a file that is not installed yet. */
    public List<RedactedText> checkOf(Path file) {
      return check.stream()
          .map(argument ->
              new RedactedText(withPath(argument.value(), file), withPath(argument.shown(), file)))
          .toList();
    }

    /**
     * Returns normally if this text may be written to the file.
     *
     * @throws Failure with exit code 78 if it contains a secret that others could read
     */
    public void requirePrivate(RedactedText text) {
      if (text.holdsSecret() && permissions.endsWith("r--")) {
        throw new Failure(
            ExitCode.CONFIGURATION,
            template
                + " contains a secret, but everyone can read "
                + target
                + " ("
                + permissions
                + ")",
            "set the mode of this file to \"0600\" in the catalog, or remove the secret from the"
                + " template");
      }
    }

    /** Returns this step without its check. */
    public RenderTemplate withoutCheck() {
      return new RenderTemplate(template, target, permissions, List.of());
    }

    private static String withPath(String argument, Path file) {
      return argument.replace(FILE, file.toString());
    }

    @Override
    public String kind() {
      return "render";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      String rendered = "render " + template + " to " + target + " (" + permissions + ")";
      return check.isEmpty()
          ? rendered
          : rendered + ", checked by: " + PlanFormatter.command(checkOf(target));
    }
  }

  /** Creates a self-signed certificate unless certificate and key exist. */
  record MakeCertificate(Path certificate, Path key, String commonName, int days) implements Step {
    @Override
    public String kind() {
      return "certificate";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return "create certificate " + certificate + " for " + commonName + " unless it exists";
    }
  }

  /** Waits until a check succeeds. */
  record Await(Check check, Duration timeout) implements Step {
    @Override
    public boolean opensConnections() {
      return true;
    }

    @Override
    public String kind() {
      return "wait";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return "wait for " + check + " for at most " + timeout.toSeconds() + " s";
    }
  }

  /**
   * Initializes an empty data directory of a database server.
   *
   * @param program the server program and the options that specify its configuration
   * @param start SQL files that run once
   * @param variables the SQL user variables for these files
   * @param refuseEmpty whether an empty directory is an error
   */
  record PrepareDatabase(
      Path dataDirectory,
      List<String> program,
      List<Path> start,
      Map<String, RedactedText> variables,
      boolean refuseEmpty)
      implements Step {
    @Override
    public String kind() {
      return "initialize-database";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return refuseEmpty
          ? "require a database in " + dataDirectory
          : "prepare the data directory " + dataDirectory + " if it has no database";
    }
  }

  /**
   * Rejects a database server whose version is incompatible with the files in its data directory.
   *
   * @param upgrade whether a server of a later release series may start
   * @param allowUnclean whether it may start on files of a server that was not shut down cleanly
   */
  record CheckServerVersion(
      Path dataDirectory, String program, UpgradeRule upgrade, boolean allowUnclean)
      implements Step {
    @Override
    public String kind() {
      return "check-version";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return "check that "
          + program
          + " is compatible with "
          + dataDirectory
          + (upgrade == UpgradeRule.REFUSED ? "" : " (an older data directory is accepted)");
    }
  }

  /**
   * Upgrades the running server of a data directory, unless its files belong to the same series.
   *
   * @param administrator the configured administrator, if there is one
   */
  record UpgradeDatabase(Path dataDirectory, Optional<DatabaseUrl> administrator) implements Step {
    @Override
    public boolean opensConnections() {
      return true;
    }

    @Override
    public String kind() {
      return "upgrade-database";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return "upgrade the database in "
          + dataDirectory
          + " with mariadb-upgrade, if it belongs to an earlier series";
    }
  }

  /**
   * Initializes the server of a data directory and creates a missing schema, using the running
   * server or a temporary one.
   *
   * @param program the server program and the options that specify its configuration
   */
  record InstallSchema(
      Path dataDirectory,
      List<String> program,
      ModuleInitialization initialization,
      ModuleSchema schema)
      implements Step {
    @Override
    public boolean opensConnections() {
      return true;
    }

    @Override
    public String kind() {
      return "install-schema";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return "initialize module "
          + schema.module()
          + " in "
          + dataDirectory
          + " and create its schema with the scripts in "
          + schema.scripts();
    }
  }

  /**
   * Waits until a schema has the required version, or initializes or upgrades it if the settings
   * request that.
   *
   * @param reader the URL that the service uses
   * @param onUninitialized {@code initialize}, {@code wait} or {@code fail}
   * @param onOutdated {@code wait}, {@code fail} or {@code upgrade}
   */
  record EnsureSchema(
      ModuleSchema schema,
      DatabaseUrl reader,
      String onUninitialized,
      String onOutdated,
      Duration timeout)
      implements Step {
    /** Returns whether a missing schema is created, and with it its database. */
    public boolean initializes() {
      return onUninitialized.equals("initialize") && schema.adminUrl().isPresent();
    }

    @Override
    public boolean opensConnections() {
      return true;
    }

    @Override
    public String kind() {
      return "schema";
    }

    @Override
    public void accept(Visitor visitor) throws InterruptedException {
      visitor.visit(this);
    }

    @Override
    public String toString() {
      return "wait for the schema of module "
          + schema.module()
          + " for at most "
          + timeout.toSeconds()
          + " s (uninitialized: "
          + (onUninitialized.equals("initialize") && schema.adminUrl().isEmpty()
              ? "wait, because there is no administrator account"
              : onUninitialized)
          + ", outdated: "
          + onOutdated
          + ")";
    }
  }
}
