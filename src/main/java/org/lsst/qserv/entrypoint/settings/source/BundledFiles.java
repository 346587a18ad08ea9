// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;

/**
 * The settings files in the jar. Parsing them would be the slowest part of a launch, so the image
 * also contains them in a compact form next to the jar. Thread-safe.
 */
public final class BundledFiles {
  /** The file with the defaults of the core settings. */
  public static final String REFERENCE = "reference.conf";

  /** The release line that is used unless a setting specifies another. */
  public static final String DEFAULT_LINE = "xrd";

  private static final List<String> RELEASE_LINES = List.of(DEFAULT_LINE);

  /** The legacy command lines; the keys of its object {@code commands} are their names. */
  private static final String LEGACY = "legacy.conf";

  private static final String COMMANDS = "commands";

  /** Prefix of an empty entry per legacy command in the compact form, for fast look-up. */
  private static final String LEGACY_NAME = LEGACY + ":";

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

  /** Returns the release lines in the jar. */
  public static List<String> releaseLines() {
    return RELEASE_LINES;
  }

  /** Writes all files in the compact form. */
  public void writeCompact(Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      Set<String> legacyNames = read(LEGACY).getObject(COMMANDS).keySet();
      out.writeShort(RELEASE_LINES.size() + 2 + legacyNames.size());
      write(REFERENCE, out);
      write(LEGACY, out);
      for (String name : legacyNames) {
        out.writeUTF(LEGACY_NAME + name);
        out.writeInt(0);
      }
      for (String line : RELEASE_LINES) {
        write(catalog(line), out);
      }
    }
  }

  private void write(String name, DataOutputStream out) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    CompactConfig.write(read(name), new DataOutputStream(content));
    out.writeUTF(name);
    out.writeInt(content.size());
    content.writeTo(out);
  }

  private static Map<String, byte[]> readCompact(DataInputStream in) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (int remaining = in.readUnsignedShort(); remaining > 0; remaining--) {
      String name = in.readUTF();
      files.put(name, in.readNBytes(in.readInt()));
    }
    return files;
  }

  /**
   * Starts reading the files that a launch needs in a separate thread, while the caller parses the
   * command line, which takes about as long.
   */
  public void prefetch() {
    Thread.ofPlatform().daemon().name("bundled-files").start(this::readDefaults);
  }

  private void readDefaults() {
    try {
      read(REFERENCE);
      read(catalog(DEFAULT_LINE));
    } catch (RuntimeException e) {
      // thrown again and reported when the launch reads the file
    }
  }

  /** Returns the defaults and types of the core settings. */
  public Config reference() {
    return read(REFERENCE);
  }

  /** Returns the catalog of a release line; empty if the jar does not contain it. */
  public Optional<Config> releaseLine(String line) {
    return RELEASE_LINES.contains(line) ? Optional.of(read(catalog(line))) : Optional.empty();
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
    RELEASE_LINES.forEach(line -> names.addAll(read(catalog(line)).getObject(part).keySet()));
    return names;
  }

  /**
   * Returns whether a setting of any release line may hold a secret. An unknown setting is judged
   * by its name.
   */
  public boolean mayHoldSecret(String setting) {
    ConfigValue type = null;
    for (String file : files()) {
      ConfigValue found = read(file).getObject("types").get(setting);
      type = found == null ? type : found;
    }
    String name = type == null ? "" : String.valueOf(type.unwrapped());
    return name.isEmpty()
        ? SecretNames.isLikely(setting)
        : name.equals("secret") || name.equals("url");
  }

  private static List<String> files() {
    return Stream.concat(Stream.of(REFERENCE), RELEASE_LINES.stream().map(BundledFiles::catalog))
        .toList();
  }

  /** Returns whether the name is that of a legacy command. */
  public boolean isLegacyCommand(String name) {
    return compact.isEmpty()
        ? legacy().getObject(COMMANDS).containsKey(name)
        : compact.containsKey(LEGACY_NAME + name);
  }

  /** Returns the description of the legacy command lines. */
  public Config legacy() {
    return read(LEGACY);
  }

  /** Returns the name of the file with the catalog of a release line. */
  public static String catalog(String line) {
    return "catalog/" + line + ".conf";
  }

  /** Parses a file including its comments, which the compact form lacks. */
  public Config text(String name) {
    return parse(name);
  }

  private Config read(String name) {
    return parsed.computeIfAbsent(name, this::load);
  }

  private Config load(String name) {
    byte[] content = compact.get(name);
    return content == null ? parse(name) : expand(content, name);
  }

  private static Config expand(byte[] content, String name) {
    try {
      return CompactConfig.read(ByteBuffer.wrap(content), name);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IllegalStateException("the image is damaged; rebuild it: " + name, e);
    }
  }

  private static Config parse(String name) {
    InputStream stream = BundledFiles.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new IllegalStateException("the jar does not contain " + name);
    }
    return ConfigFactory.parseReader(
        new InputStreamReader(stream, StandardCharsets.UTF_8),
        ConfigParseOptions.defaults().setOriginDescription(name));
  }
}
