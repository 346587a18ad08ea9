// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes an indented JSON document, whose lines end with a newline on every platform. */
public final class IndentedJson {
  private IndentedJson() {}

  /** Writes the members of an object, or the elements of an array. */
  @FunctionalInterface
  public interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /** Returns a JSON object, followed by a newline. */
  public static String object(Members members) {
    return document(json -> {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    });
  }

  /** Returns a JSON array, followed by a newline. */
  public static String array(Members members) {
    return document(json -> {
      json.writeStartArray();
      members.write(json);
      json.writeEndArray();
    });
  }

  private static String document(Members content) {
    StringWriter text = new StringWriter();
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json = JsonFactory.builder().build().createGenerator(text)) {
      json.setPrettyPrinter(printer);
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  /** Writes an array of strings. */
  public static void texts(JsonGenerator json, String name, Iterable<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
