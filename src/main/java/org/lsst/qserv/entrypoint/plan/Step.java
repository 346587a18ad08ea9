// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** One thing to do before a service starts. Its text says it in a line. */
public sealed interface Step {

  /**
   * Hands the step to the method for its kind. A switch over the kinds would be built by the JVM at
   * run time, which takes milliseconds of each launch.
   */
  void handTo(Handler handler) throws InterruptedException;

  /** Returns whether the step needs a server, so that a launch that only prepares leaves it out. */
  default boolean opensConnections() {
    return false;
  }

  /** Whoever does steps. */
  interface Handler {
    void handle(MakeDirectory step);

    void handle(RenderTemplate step) throws InterruptedException;

    void handle(MakeCertificate step) throws InterruptedException;

    void handle(Await step) throws InterruptedException;

    void handle(PrepareDatabase step) throws InterruptedException;

    void handle(InstallSchema step) throws InterruptedException;

    void handle(EnsureSchema step) throws InterruptedException;

    void handle(CheckServerVersion step) throws InterruptedException;
  }

  /** Makes a directory, unless it exists. */
  record MakeDirectory(Path path) implements Step {
    @Override
    public void handTo(Handler handler) {
      handler.handle(this);
    }

    @Override
    public String toString() {
      return "make directory " + path;
    }
  }

  /**
   * Renders a template into a file.
   *
   * @param permissions as in {@code rw-r-----}
   * @param check the command that must find the file good before it is installed, {@link #FILE} in
   *     it standing for the file; empty if nothing is asked
   */
  record RenderTemplate(Path template, Path target, String permissions, List<RedactedText> check)
      implements Step {
    /** What stands for the file in a check. */
    static final String FILE = "{{ file }}";

    /** The check's command for a file that is not in its place yet. */
    public List<RedactedText> checkOf(Path file) {
      return check.stream()
          .map(word -> new RedactedText(named(word.value(), file), named(word.shown(), file)))
          .toList();
    }

    /** The same without a check. */
    public RenderTemplate withoutCheck() {
      return new RenderTemplate(template, target, permissions, List.of());
    }

    private static String named(String word, Path file) {
      return word.replace(FILE, file.toString());
    }

    @Override
    public void handTo(Handler handler) throws InterruptedException {
      handler.handle(this);
    }

    @Override
    public String toString() {
      String rendered = "render " + template + " to " + target + " (" + permissions + ")";
      return check.isEmpty()
          ? rendered
          : rendered + ", checked by: " + PlanText.command(checkOf(target));
    }
  }

  /** Makes a self-signed certificate, unless certificate and key exist. */
  record MakeCertificate(Path certificate, Path key, String commonName, int days) implements Step {
    @Override
    public void handTo(Handler handler) throws InterruptedException {
      handler.handle(this);
    }

    @Override
    public String toString() {
      return "make certificate " + certificate + " for " + commonName + " unless it exists";
    }
  }

  /** Waits until something answers. */
  record Await(Check check, Duration timeout) implements Step {
    @Override
    public boolean opensConnections() {
      return true;
    }

    @Override
    public void handTo(Handler handler) throws InterruptedException {
      handler.handle(this);
    }

    @Override
    public String toString() {
      return "wait for " + check + " at most " + timeout.toSeconds() + " s";
    }
  }

  /**
   * Makes an empty data directory a database server's.
   *
   * @param program the server and the options that name its configuration
   * @param start SQL files that run once
   * @param variables user variables of SQL that they see
   * @param refuseEmpty whether an empty directory is a mistake
   */
  record PrepareDatabase(
      Path dataDirectory,
      List<String> program,
      List<Path> start,
      Map<String, RedactedText> variables,
      boolean refuseEmpty)
      implements Step {
    @Override
    public void handTo(Handler handler) throws InterruptedException {
      handler.handle(this);
    }

    @Override
    public String toString() {
      return (refuseEmpty ? "require a database in " : "prepare a database unless there is one in ")
          + dataDirectory;
    }
  }

  /**
   * Refuses a database server whose version does not suit the files in its data directory.
   *
   * @param maintenance whether an upgrade to a later series may begin
   * @param allowUnclean whether it may begin on files of a server that did not end cleanly
   */
  record CheckServerVersion(
      Path dataDirectory, String program, boolean maintenance, boolean allowUnclean)
      implements Step {
    @Override
    public void handTo(Handler handler) throws InterruptedException {
      handler.handle(this);
    }

    @Override
    public String toString() {
      return "compare the version of "
          + program
          + " with "
          + dataDirectory
          + (maintenance ? ", which may be older" : "");
    }
  }

  /**
   * Initializes the server on a data directory and makes a schema that is not there yet; with the
   * server that runs there, or with one for the time of it.
   *
   * @param program the server and the options that name its configuration
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
    public void handTo(Handler handler) throws InterruptedException {
      handler.handle(this);
    }

    @Override
    public String toString() {
      return "initialize module "
          + schema.module()
          + " in "
          + dataDirectory
          + ", and make its schema with the scripts in "
          + schema.scripts();
    }
  }

  /**
   * Waits until a schema has its version, or brings it there where the settings want that.
   *
   * @param reader the server as the service sees it
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
    @Override
    public boolean opensConnections() {
      return true;
    }

    @Override
    public void handTo(Handler handler) throws InterruptedException {
      handler.handle(this);
    }

    @Override
    public String toString() {
      return "wait for the schema of module "
          + schema.module()
          + " at most "
          + timeout.toSeconds()
          + " s (uninitialized: "
          + (onUninitialized.equals("initialize") && schema.adminUrl().isEmpty()
              ? "wait, there is no administrator"
              : onUninitialized)
          + ", outdated: "
          + onOutdated
          + ")";
    }
  }
}
