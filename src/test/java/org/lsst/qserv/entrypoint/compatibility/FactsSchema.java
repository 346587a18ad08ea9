// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Validates documents by the keywords that docs/compatibility-facts.schema.json uses. */
final class FactsSchema {
  private final JsonNode schema;
  private final List<String> errors = new ArrayList<>();

  private FactsSchema(JsonNode schema) {
    this.schema = schema;
  }

  /** Returns the errors of a document; none if it matches the schema. */
  static List<String> errors(String document) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode read =
        mapper.readTree(Files.readString(Path.of("docs/compatibility-facts.schema.json")));
    FactsSchema schema = new FactsSchema(read);
    schema.validate(read, mapper.readTree(document), "");
    return schema.errors;
  }

  private void validate(JsonNode rule, JsonNode value, String path) {
    if (rule.has("$ref")) {
      validate(schema.at(rule.get("$ref").asText().substring(1)), value, path);
    }
    if (rule.has("const") && !rule.get("const").equals(value)) {
      errors.add(path + " is not " + rule.get("const"));
    }
    if (rule.has("type") && !hasType(rule.get("type"), value)) {
      errors.add(path + " is not of type " + rule.get("type"));
      return;
    }
    if (rule.has("minimum") && value.isNumber() && value.asInt() < rule.get("minimum").asInt()) {
      errors.add(path + " is too small");
    }
    if (value.isObject()) {
      rule.path("required")
          .forEach(name -> {
            if (!value.has(name.asText())) {
              errors.add(path + "/" + name.asText() + " is missing");
            }
          });
      value.properties().forEach(member -> member(rule, member.getKey(), member.getValue(), path));
    }
    if (value.isArray()) {
      value.forEach(element -> validate(rule.path("items"), element, path + "[]"));
    }
  }

  private void member(JsonNode rule, String name, JsonNode value, String path) {
    JsonNode declared = rule.path("properties").path(name);
    JsonNode others = rule.path("additionalProperties");
    if (!declared.isMissingNode()) {
      validate(declared, value, path + "/" + name);
    } else if (others.isObject()) {
      validate(others, value, path + "/" + name);
    } else if (others.isBoolean() && !others.asBoolean()) {
      errors.add(path + "/" + name + " is not declared");
    }
  }

  private static boolean hasType(JsonNode types, JsonNode value) {
    if (types.isArray()) {
      boolean any = false;
      for (JsonNode type : types) {
        any |= hasType(type, value);
      }
      return any;
    }
    return switch (types.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isInt();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("unsupported type " + types);
    };
  }
}
