// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads a parsed settings file in a form that is read many times faster than text. Each
 * value is stored as its kind, file, line number and content; comments are omitted.
 */
final class CompactConfig {
  private static final int OBJECT = 0;
  private static final int LIST = 1;
  private static final int TEXT = 2;
  private static final int NUMBER = 3;
  private static final int FRACTION = 4;
  private static final int TRUE = 5;
  private static final int FALSE = 6;
  private static final int NULL = 7;

  /** The lower bits of the first byte of a value are its kind, the others the index of its file. */
  private static final int KIND_BITS = 3;

  private static final Pattern LINE = Pattern.compile(": ?[0-9,-]+$");

  private CompactConfig() {}

  static void write(Config config, DataOutputStream out) throws IOException {
    List<String> files = new ArrayList<>();
    collectFiles(config.root(), files);
    out.writeByte(files.size());
    for (String file : files) {
      writeText(file, out);
    }
    write(config.root(), files, out);
  }

  /** Collects the names of the files of all single values; an object may be merged from several. */
  private static void collectFiles(ConfigValue value, List<String> files) {
    if (value instanceof ConfigObject object) {
      object.values().forEach(member -> collectFiles(member, files));
    } else if (value instanceof ConfigList list) {
      list.forEach(element -> collectFiles(element, files));
    } else if (!files.contains(file(value))) {
      files.add(file(value));
    }
  }

  private static String file(ConfigValue value) {
    return LINE.matcher(value.origin().description()).replaceFirst("");
  }

  private static void write(ConfigValue value, List<String> files, DataOutputStream out)
      throws IOException {
    int kind = kind(value);
    out.writeByte(kind | Math.max(0, files.indexOf(file(value))) << KIND_BITS);
    out.writeShort(value.origin().lineNumber());
    switch (kind) {
      case OBJECT -> {
        out.writeShort(((ConfigObject) value).size());
        for (Map.Entry<String, ConfigValue> member : ((ConfigObject) value).entrySet()) {
          writeText(member.getKey(), out);
          write(member.getValue(), files, out);
        }
      }
      case LIST -> {
        out.writeShort(((ConfigList) value).size());
        for (ConfigValue element : (ConfigList) value) {
          write(element, files, out);
        }
      }
      case TEXT -> writeText((String) value.unwrapped(), out);
      case NUMBER -> out.writeLong(((Number) value.unwrapped()).longValue());
      case FRACTION -> out.writeDouble(((Number) value.unwrapped()).doubleValue());
      default -> {}
    }
  }

  private static int kind(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> OBJECT;
      case LIST -> LIST;
      case STRING -> TEXT;
      case NUMBER -> value.unwrapped() instanceof Double ? FRACTION : NUMBER;
      case BOOLEAN -> (Boolean) value.unwrapped() ? TRUE : FALSE;
      case NULL -> NULL;
    };
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads the form written by {@link #write}.
   *
   * @throws IllegalArgumentException if the content is invalid
   * @throws java.nio.BufferUnderflowException if the content is incomplete
   */
  static Config read(ByteBuffer in) {
    Origins[] files = new Origins[in.get()];
    for (int i = 0; i < files.length; i++) {
      files[i] = new Origins(readText(in));
    }
    return ((ConfigObject) read(in, files)).toConfig();
  }

  /** Creates one origin per line, because most lines contain several values. */
  private static final class Origins {
    private final ConfigOrigin file;
    private @Nullable ConfigOrigin last;

    Origins(String name) {
      file = ConfigOriginFactory.newSimple(name);
    }

    ConfigOrigin line(int number) {
      ConfigOrigin origin = last;
      if (origin == null || origin.lineNumber() != number) {
        origin = file.withLineNumber(number);
        last = origin;
      }
      return origin;
    }
  }

  private static ConfigValue read(ByteBuffer in, Origins[] files) {
    int first = in.get();
    int kind = first & (1 << KIND_BITS) - 1;
    int file = first >> KIND_BITS;
    if (file < 0 || file >= files.length) {
      throw new IllegalArgumentException("unknown file " + file);
    }
    ConfigOrigin origin = files[file].line(in.getShort());
    ConfigValue value =
        switch (kind) {
          case OBJECT -> ConfigValueFactory.fromMap(members(in, files));
          case LIST -> ConfigValueFactory.fromIterable(elements(in, files));
          default -> ConfigValueFactory.fromAnyRef(single(kind, in));
        };
    return value.withOrigin(origin);
  }

  private static Map<String, ConfigValue> members(ByteBuffer in, Origins[] files) {
    Map<String, ConfigValue> members = new LinkedHashMap<>();
    for (int remaining = size(in); remaining > 0; remaining--) {
      members.put(readText(in), read(in, files));
    }
    return members;
  }

  private static List<ConfigValue> elements(ByteBuffer in, Origins[] files) {
    List<ConfigValue> elements = new ArrayList<>();
    for (int remaining = size(in); remaining > 0; remaining--) {
      elements.add(read(in, files));
    }
    return elements;
  }

  private static @Nullable Object single(int kind, ByteBuffer in) {
    return switch (kind) {
      case TEXT -> readText(in);
      case NUMBER -> in.getLong();
      case FRACTION -> in.getDouble();
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
      default -> throw new IllegalArgumentException("unknown kind of value " + kind);
    };
  }

  private static int size(ByteBuffer in) {
    return Short.toUnsignedInt(in.getShort());
  }

  private static String readText(ByteBuffer in) {
    byte[] bytes = new byte[size(in)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
