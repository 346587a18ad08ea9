// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * An object of a facts document. Every accessor throws a {@link Failure} with exit code 65 that
 * names the document and the member, if the member is missing or has another type.
 *
 * @param document the name of the document, for messages
 * @param path the path of the object in the document; empty for the whole document
 */
record FactsObject(String document, String path, ConfigObject object) {
  private static final String A_STRING = "a string";

  /** Returns the failure of a member. */
  Failure invalid(String member, String problem) {
    return new Failure(
        ExitCode.BAD_DATA,
        document + ": " + (path.isEmpty() ? "" : path + ".") + member + " " + problem,
        "write the document with 'entrypoint compatibility describe', or correct it as"
            + " docs/compatibility-facts.schema.json describes");
  }

  /** Rejects members other than the given ones. */
  void allowOnly(Set<String> members) {
    for (String name : new TreeSet<>(object.keySet())) {
      if (!members.contains(name)) {
        throw invalid(name, "is not a fact");
      }
    }
  }

  boolean has(String name) {
    return object.containsKey(name);
  }

  FactsObject object(String name) {
    if (value(name) instanceof ConfigObject found) {
      return new FactsObject(document, path.isEmpty() ? name : path + "." + name, found);
    }
    throw invalid(name, "must be an object");
  }

  String text(String name) {
    return text(name, value(name), A_STRING);
  }

  int number(String name) {
    return number(name, value(name));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (!(value(name) instanceof ConfigList list)) {
      throw invalid(name, "must be an array of strings");
    }
    list.forEach(element -> texts.add(text(name, element, "an array of strings")));
    return texts;
  }

  /** Returns a fact that is a string, or null for an unknown one. */
  ImageFact<String> textFact(String name) {
    FactsObject fact = object(name);
    return fact.fact((member, value) -> fact.text(member, value, "a string or null"));
  }

  /** Returns a fact that is an integer, or null for an unknown one. */
  ImageFact<Integer> numberFact(String name) {
    FactsObject fact = object(name);
    return fact.fact(fact::number);
  }

  /** Returns a fact that is an object of strings, or null for an unknown one. */
  ImageFact<Map<String, String>> textsFact(String name) {
    FactsObject fact = object(name);
    return fact.fact(fact::texts);
  }

  private Map<String, String> texts(String name, ConfigValue value) {
    if (!(value instanceof ConfigObject members)) {
      throw invalid(name, "must be an object of strings or null");
    }
    Map<String, String> texts = new TreeMap<>();
    members.forEach(
        (member, text) -> texts.put(member, text(name, text, "an object of strings or null")));
    return texts;
  }

  /** Converts the value of a fact. */
  private interface Conversion<T> {
    T of(String member, ConfigValue value);
  }

  private <T> ImageFact<T> fact(Conversion<T> conversion) {
    allowOnly(Set.of(FactsJson.VALUE, FactsJson.SOURCE));
    ConfigValue value = value(FactsJson.VALUE);
    String source = text(FactsJson.SOURCE);
    return value.valueType() == ConfigValueType.NULL
        ? ImageFact.unknown(source)
        : ImageFact.known(conversion.of(FactsJson.VALUE, value), source);
  }

  private ConfigValue value(String name) {
    ConfigValue value = object.get(name);
    if (value == null) {
      throw invalid(name, "is missing");
    }
    return value;
  }

  private String text(String name, ConfigValue value, String type) {
    if (value.unwrapped() instanceof String text) {
      return text;
    }
    throw invalid(name, "must be " + type);
  }

  private int number(String name, ConfigValue value) {
    if (value.unwrapped() instanceof Integer number && number >= 0) {
      return number;
    }
    throw invalid(name, "must be an integer from 0 on");
  }
}
