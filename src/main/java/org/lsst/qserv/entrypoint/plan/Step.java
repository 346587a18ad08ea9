package org.lsst.qserv.entrypoint.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.readiness.Check;

/** One thing to do before a service starts. Its text says it in a line. */
public sealed interface Step {

  /**
   * Hands the step to the method for its kind. A switch over the kinds would be built by the JVM at
   * run time, which takes milliseconds of each launch.
   */
  void handTo(Handler handler) throws InterruptedException;

  /** Whoever does steps. */
  interface Handler {
    void handle(MakeDirectory step);

    void handle(RenderTemplate step);

    void handle(MakeCertificate step) throws InterruptedException;

    void handle(Await step) throws InterruptedException;

    void handle(PrepareDatabase step) throws InterruptedException;
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
   */
  record RenderTemplate(Path template, Path target, String permissions) implements Step {
    @Override
    public void handTo(Handler handler) {
      handler.handle(this);
    }

    @Override
    public String toString() {
      return "render " + template + " to " + target + " (" + permissions + ")";
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
      Map<String, Masked> variables,
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
}
