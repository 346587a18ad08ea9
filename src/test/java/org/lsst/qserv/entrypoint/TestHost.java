// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.host.Host;

/**
 * A fake host with files in a temporary directory, variables, a {@link FakeTime}, and captured
 * output. Its host name is {@code test-host} and its memory 16 GiB.
 */
public final class TestHost {
  private final Path root;
  private final FakeTime time = new FakeTime();
  private final Map<String, String> environment = new TreeMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String in = "";

  /** Creates a host whose files are below a directory. */
  public TestHost(Path root) {
    this.root = root;
    file("proc/sys/kernel/hostname", "test-host\n");
    line("xrd");
    file("proc/meminfo", "MemTotal:       16777216 kB\nMemFree:         1024 kB\n");
  }

  /** Sets the release line, which is {@code xrd} otherwise. */
  public TestHost line(String name) {
    return variable("QSERV_RELEASE_LINE", name);
  }

  /** Lets the release line be that of the image. */
  public TestHost lineOfImage() {
    environment.remove("QSERV_RELEASE_LINE");
    return this;
  }

  /** Sets an environment variable. */
  public TestHost variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Writes a file of the host, such as {@code proc/meminfo}. */
  public TestHost file(String path, String content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates a symbolic link of the system, or lets it point to another target. */
  public TestHost symbolicLink(String path, String target) {
    try {
      Path link = root.resolve(path);
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the templates of Qserv's image, and programs that do nothing. */
  public TestHost image(String... programs) {
    for (String program : programs) {
      file("image/" + program, "#!/bin/sh\n");
      if (!root.resolve("image/" + program).toFile().setExecutable(true)) {
        throw new IllegalStateException(program + " cannot be made executable");
      }
    }
    return variable("PATH", root.resolve("image").toString())
        .variable("QSERV_PATHS__TEMPLATES", TestPlan.TEMPLATES.toString());
  }

  /** Adds the templates and the programs of all roles except the registry. */
  public TestHost imageWithPrograms() {
    return image(
        "cmsd", "xrootd", "mysql-proxy", "qserv-czar-http", "mariadbd", "qserv-replica-worker");
  }

  /** Sets the standard input. */
  public TestHost in(String text) {
    in = text;
    return this;
  }

  /** Returns the host as the program sees it. */
  public Host host() {
    return new Host(
        Map.copyOf(environment),
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        time,
        root);
  }

  /** Returns its clock. */
  public FakeTime time() {
    return time;
  }

  /** Returns the standard output so far. */
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Returns the standard error so far. */
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
