// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.host.Host;

/**
 * Builds the environment of a service: the variables of the container, without those of the
 * launcher, plus those from the catalog and the settings. The {@code entrypoint} command documents
 * in {@code entrypoint/README.md} which variables it changes for the JVM, and how.
 */
public final class ServiceEnvironment {
  /** Variables of the {@code entrypoint} command. */
  private static final String OWN = "ENTRYPOINT_";

  /** The prefix of variables that keep an original variable, which the command changed. */
  private static final String SAVED = OWN + "SAVED_";

  /** The variable with the names of all variables that the command has set for the JVM. */
  private static final String OVERRIDDEN = OWN + "OVERRIDDEN";

  private ServiceEnvironment() {}

  /**
   * Returns the environment of a service.
   *
   * @param container the variables of the container
   */
  public static Map<String, String> of(Map<String, String> container, ServiceCommand command) {
    List<String> entries = new ArrayList<>();
    container.forEach((name, value) -> entries.add(lossless(name + "=" + value)));
    Map<String, String> environment = new TreeMap<>();
    for (String entry : of(entries, command)) {
      int equals = entry.indexOf('=');
      environment.put(text(entry.substring(0, equals)), text(entry.substring(equals + 1)));
    }
    return environment;
  }

  /**
   * Returns the environment of a service as {@code execve(2)} expects it: a NUL after each entry.
   * Inherited entries are those with which this process was started, byte for byte: also if they
   * are not valid UTF-8, occur several times, or have no {@code =}, all of which Java's map loses.
   */
  static byte[] block(Host host, ServiceCommand command) {
    List<String> entries = new ArrayList<>();
    try {
      byte[] initial = Files.readAllBytes(host.system("proc/self/environ"));
      for (int start = 0, end = 0; end < initial.length; end++) {
        if (initial[end] == 0) {
          entries.add(new String(initial, start, end - start, ISO_8859_1));
          start = end + 1;
        }
      }
    } catch (IOException e) { // without /proc
      host.environment().forEach((name, value) -> entries.add(lossless(name + "=" + value)));
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String entry : of(entries, command)) {
      block.writeBytes(entry.getBytes(ISO_8859_1));
      block.write(0);
    }
    return block.toByteArray();
  }

  /** Returns the entries of a service. All entries are {@link #lossless}. */
  private static List<String> of(List<String> container, ServiceCommand command) {
    Set<String> overridden = new HashSet<>();
    for (String entry : container) {
      if (name(entry).equals(OVERRIDDEN)) {
        overridden.addAll(List.of(entry.substring(OVERRIDDEN.length() + 1).split(",", -1)));
      }
    }
    Set<String> replaced = new HashSet<>();
    command.withheld().forEach(name -> replaced.add(lossless(name)));
    command.environment().keySet().forEach(name -> replaced.add(lossless(name)));

    List<String> service = new ArrayList<>();
    for (String entry : container) {
      boolean saved = entry.startsWith(SAVED);
      String original = saved ? entry.substring(SAVED.length()) : entry;
      String name = name(original);
      boolean own = !saved && (name.startsWith(OWN) || overridden.contains(name));
      if (!own && !replaced.contains(name)) {
        service.add(original);
      }
    }
    command
        .environment()
        .forEach((name, value) -> service.add(lossless(name + "=" + value.value())));
    return service;
  }

  private static String name(String entry) {
    int equals = entry.indexOf('=');
    return equals < 0 ? entry : entry.substring(0, equals);
  }

  /** Returns a text with one character for each byte, so that no byte is lost. */
  private static String lossless(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private static String text(String lossless) {
    return new String(lossless.getBytes(ISO_8859_1), UTF_8);
  }
}
