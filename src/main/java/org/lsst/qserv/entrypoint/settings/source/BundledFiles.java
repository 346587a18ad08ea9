// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.SearchPath;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;

/**
 * The settings files in the jar. Parsing them would be the slowest part of a launch, so the image
 * also contains them in a compact form next to the jar. Thread-safe.
 */
public final class BundledFiles {
  /** The file with the defaults of the core settings. */
  public static final String REFERENCE = "reference.conf";

  /** The value of the setting {@code release-line} that is not the name of a release line. */
  public static final String AUTO = "auto";

  private static final String RELEASE_LINE = "release-line";
  private static final String TYPES = "types";

  /** The part of a catalog that describes by what an image of its release line is recognized. */
  private static final String DETECTION = "detection";

  /** What all release lines have in common; the files of a line include it. */
  private static final String COMMON = "common";

  private static final String COMMANDS = "commands";

  /** Prefix of an empty entry per legacy command in the compact form, for fast look-up. */
  private static final String LEGACY_NAME = "legacy:";

  private final Map<String, byte[]> compact;
  private final Map<String, Config> parsed = new ConcurrentHashMap<>();

  /** Uses the files in the jar. */
  public BundledFiles() {
    this.compact = Map.of();
  }

  /**
   * Reads the compact form.
   *
   * @param file a file written by {@link #writeCompact}
   */
  public BundledFiles(Path file) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      this.compact = readCompact(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the image is damaged; rebuild it: " + file, e);
    }
  }

  /** Returns the release lines in the jar, sorted. */
  public List<String> releaseLines() {
    List<String> lines =
        new ArrayList<>(reference().getStringList(TYPES + ".\"" + RELEASE_LINE + "\""));
    lines.remove(AUTO);
    return lines;
  }

  /** Writes all files in the compact form. */
  public void writeCompact(Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      write(REFERENCE, reference(), out);
      Config detection = ConfigFactory.empty();
      for (String line : releaseLines()) {
        write(catalog(line), read(catalog(line)), out);
        write(legacy(line), read(legacy(line)), out);
        for (String command : read(legacy(line)).getObject(COMMANDS).keySet()) {
          out.writeUTF(LEGACY_NAME + command);
          out.writeInt(0);
        }
        detection = detection.withValue(line, read(catalog(line)).getValue(DETECTION));
      }
      write(DETECTION, detection, out);
    }
  }

  private static void write(String name, Config config, DataOutputStream out) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    CompactConfig.write(config, new DataOutputStream(content));
    out.writeUTF(name);
    out.writeInt(content.size());
    content.writeTo(out);
  }

  private static Map<String, byte[]> readCompact(DataInputStream in) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    while (in.available() > 0) {
      String name = in.readUTF();
      files.put(name, in.readNBytes(in.readInt()));
    }
    return files;
  }

  /**
   * Starts reading the files that a launch needs in a separate thread, while the caller parses the
   * command line, which takes about as long. Another release line than that of the image is read
   * later.
   */
  public void prefetch(Host host) {
    Thread.ofPlatform().daemon().name("bundled-files").start(() -> readDefaults(host));
  }

  private void readDefaults(Host host) {
    try {
      read(REFERENCE);
      String given = host.environment().getOrDefault(SettingNames.toVariable(RELEASE_LINE), AUTO);
      List<String> lines = given.equals(AUTO) ? linesOfImage(host) : List.of(given);
      if (lines.size() == 1 && releaseLines().contains(lines.getFirst())) {
        read(catalog(lines.getFirst()));
      }
    } catch (RuntimeException e) {
      // thrown again and reported when the launch reads the file
    }
  }

  /**
   * Returns the release lines whose programs are all in the image, in the search path of the
   * container.
   */
  public List<String> linesOfImage(Host host) {
    Optional<String> path = Optional.ofNullable(host.environment().get("PATH"));
    List<String> lines = new ArrayList<>();
    for (String line : releaseLines()) {
      if (SearchPath.hasAll(path, programs(line))) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** Returns the programs by which an image of a release line is recognized. */
  public List<String> programs(String line) {
    Config detection =
        compact.isEmpty()
            ? read(catalog(line)).getConfig(DETECTION)
            : read(DETECTION).getConfig(line);
    return detection.getStringList("programs");
  }

  /** Returns the defaults and types of the core settings. */
  public Config reference() {
    return read(REFERENCE);
  }

  /** Returns the catalog of a release line in the jar. */
  public Config releaseLine(String line) {
    return read(catalog(line));
  }

  /** Returns the names of the schema modules of all release lines, sorted. */
  public Set<String> moduleNames() {
    return names("modules");
  }

  /** Returns the names of the roles of all release lines, sorted. */
  public Set<String> roleNames() {
    return names("roles");
  }

  private Set<String> names(String part) {
    Set<String> names = new TreeSet<>();
    releaseLines().forEach(line -> names.addAll(read(catalog(line)).getObject(part).keySet()));
    return names;
  }

  /**
   * Returns whether a setting of any release line may hold a secret. An unknown setting is judged
   * by its name.
   */
  public boolean mayHoldSecret(String setting) {
    ConfigValue type = null;
    for (String file : files()) {
      ConfigValue found = read(file).getObject(TYPES).get(setting);
      type = found == null ? type : found;
    }
    String name = type == null ? "" : String.valueOf(type.unwrapped());
    return name.isEmpty()
        ? SecretNames.isLikely(setting)
        : name.equals("secret") || name.equals("url");
  }

  private List<String> files() {
    return Stream.concat(Stream.of(REFERENCE), releaseLines().stream().map(BundledFiles::catalog))
        .toList();
  }

  /** Returns the sorted names of the legacy commands of all release lines. */
  public Set<String> legacyCommandNames() {
    Set<String> names = new TreeSet<>();
    releaseLines().forEach(line -> names.addAll(legacyCommands(line).getObject(COMMANDS).keySet()));
    return names;
  }

  /** Returns whether any release line has a legacy command of the name. */
  public boolean isLegacyCommand(String name) {
    return compact.isEmpty()
        ? !linesOfLegacyCommand(name).isEmpty()
        : compact.containsKey(LEGACY_NAME + name);
  }

  /** Returns the release lines that have a legacy command of the name. */
  public List<String> linesOfLegacyCommand(String name) {
    List<String> lines = new ArrayList<>();
    for (String line : releaseLines()) {
      if (legacyCommands(line).getObject(COMMANDS).containsKey(name)) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** Returns the description of the legacy command lines of a release line. */
  public Config legacyCommands(String line) {
    return read(legacy(line));
  }

  private static String legacy(String line) {
    return "legacy/" + line + ".conf";
  }

  /** Returns the name of the file with what all release lines have in common. */
  public static String commonCatalog() {
    return catalog(COMMON);
  }

  /** Returns the name of the file with the catalog of a release line. */
  public static String catalog(String line) {
    return "catalog/" + line + ".conf";
  }

  /** Parses a file including its comments, which the compact form lacks. */
  public Config text(String name) {
    return BundledText.parse(name);
  }

  private Config read(String name) {
    return parsed.computeIfAbsent(name, this::load);
  }

  private Config load(String name) {
    byte[] content = compact.get(name);
    return content == null ? BundledText.parse(name) : expand(content, name);
  }

  private static Config expand(byte[] content, String name) {
    try {
      return CompactConfig.read(ByteBuffer.wrap(content));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IllegalStateException("the image is damaged; rebuild it: " + name, e);
    }
  }
}
