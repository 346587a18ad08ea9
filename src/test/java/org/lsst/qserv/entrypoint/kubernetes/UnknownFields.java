// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds the fields of an object that its type in Kubernetes' model does not have. Jackson collects
 * them in {@code additionalProperties}.
 */
final class UnknownFields {
  private static final String MODEL = "io.fabric8.kubernetes.api.model";

  private final List<String> found = new ArrayList<>();

  private UnknownFields() {}

  /** Returns the paths of the unknown fields. */
  static List<String> of(Object object) {
    UnknownFields fields = new UnknownFields();
    fields.search("", object);
    return fields.found;
  }

  private void search(String path, Object value) {
    if (value instanceof Collection<?> elements) {
      elements.forEach(element -> search(path + "[]", element));
    } else if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, element) -> search(path + "." + key, element));
    } else if (value != null && value.getClass().getPackageName().startsWith(MODEL)) {
      searchModel(path, value);
    }
  }

  private void searchModel(String path, Object value) {
    List<Method> getters =
        Arrays.stream(value.getClass().getMethods())
            .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
            .filter(method -> method.getDeclaringClass().getPackageName().startsWith(MODEL))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    for (Method getter : getters) {
      Object field = read(getter, value);
      if (!getter.getName().equals("getAdditionalProperties")) {
        search(path + "." + getter.getName().substring("get".length()), field);
      } else if (field instanceof Map<?, ?> unknown) {
        unknown.keySet().forEach(name -> found.add(path + "." + name));
      }
    }
  }

  private static Object read(Method getter, Object value) {
    try {
      return getter.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(getter + " failed", e);
    }
  }
}
