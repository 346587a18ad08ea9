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
 * The settings files in the jar. To parse them would be the longest part of a launch, so the image
 * has them in a compact form too, beside the jar and made from it.
 */
public final class BundledFiles {
  public static final String REFERENCE = "reference.conf";

  /** The release line unless a setting names another. */
  public static final String USUAL_LINE = "xrd";

  private static final List<String> LINES = List.of(USUAL_LINE);

  /** The command lines of the old entry point; its object {@code commands} has their names. */
  private static final String LEGACY = "legacy.conf";

  private static final String COMMANDS = "commands";

  /** In the compact form, each old name is the name of an empty file too, to be found quickly. */
  private static final String LEGACY_NAME = LEGACY + ":";

  private final Map<String, byte[]> compact;
  private final Map<String, Config> parsed = new ConcurrentHashMap<>();

  /** The files as they are in the jar. */
  public BundledFiles() {
    this.compact = Map.of();
  }

  /**
   * The files in their compact form.
   *
   * @param file what {@link #writeCompact} wrote
   */
  public BundledFiles(Path file) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      this.compact = readCompact(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the image is damaged, build it again: " + file, e);
    }
  }

  /** The release lines that the jar has. */
  public static List<String> releaseLines() {
    return LINES;
  }

  /** Writes all files in their compact form. */
  public void writeCompact(Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      Set<String> legacyNames = read(LEGACY).getObject(COMMANDS).keySet();
      out.writeShort(LINES.size() + 2 + legacyNames.size());
      write(REFERENCE, out);
      write(LEGACY, out);
      for (String name : legacyNames) {
        out.writeUTF(LEGACY_NAME + name);
        out.writeInt(0);
      }
      for (String line : LINES) {
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
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      String name = in.readUTF();
      files.put(name, in.readNBytes(in.readInt()));
    }
    return files;
  }

  /**
   * Starts to read the files that a launch needs, in a thread of its own: the caller meanwhile
   * parses the command line, which takes as long.
   */
  public void prefetch() {
    Thread.ofPlatform().daemon().name("bundled-files").start(this::readUsual);
  }

  private void readUsual() {
    try {
      read(REFERENCE);
      read(catalog(USUAL_LINE));
    } catch (RuntimeException e) {
      // thrown again, and reported, where the launch reads the file
    }
  }

  public Config reference() {
    return read(REFERENCE);
  }

  /** The catalog of a release line, if the jar has it. */
  public Optional<Config> releaseLine(String line) {
    return LINES.contains(line) ? Optional.of(read(catalog(line))) : Optional.empty();
  }

  /** Returns the names of the schema modules of all release lines, sorted. */
  public Set<String> moduleNames() {
    Set<String> names = new TreeSet<>();
    LINES.forEach(line -> names.addAll(read(catalog(line)).getObject("modules").keySet()));
    return names;
  }

  /**
   * Returns whether a setting of some release line may hold a secret, or its name says so where
   * there is no such setting.
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
    return Stream.concat(Stream.of(REFERENCE), LINES.stream().map(BundledFiles::catalog)).toList();
  }

  /** Whether the old entry point had a command of this name. */
  public boolean isLegacyCommand(String name) {
    return compact.isEmpty()
        ? legacy().getObject(COMMANDS).containsKey(name)
        : compact.containsKey(LEGACY_NAME + name);
  }

  /** The description of the old command lines. */
  public Config legacy() {
    return read(LEGACY);
  }

  public static String catalog(String line) {
    return "catalog/" + line + ".conf";
  }

  /** A file as it is written, comments included. */
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
      throw new IllegalStateException("the image is damaged, build it again: " + name, e);
    }
  }

  private static Config parse(String name) {
    InputStream stream = BundledFiles.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new IllegalStateException("the jar lacks " + name);
    }
    return ConfigFactory.parseReader(
        new InputStreamReader(stream, StandardCharsets.UTF_8),
        ConfigParseOptions.defaults().setOriginDescription(name));
  }
}
