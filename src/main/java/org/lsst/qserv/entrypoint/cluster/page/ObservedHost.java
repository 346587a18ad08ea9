// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/**
 * A host of a role with its components.
 *
 * @param instance the identifier of the instance
 * @param label the host name without the domain that all hosts of the role have in common
 */
record ObservedHost(
    String instance, String role, String name, String label, List<ObservedComponent> components) {

  /** Returns the hosts of each role, in the order of the report. */
  static Map<String, List<ObservedHost>> byRole(InstanceReport instance) {
    Map<String, Map<String, List<ObservedComponent>>> roles = new LinkedHashMap<>();
    for (ObservedComponent component : instance.components()) {
      roles
          .computeIfAbsent(component.role(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(component.host(), _ -> new ArrayList<>())
          .add(component);
    }
    Map<String, List<ObservedHost>> hosts = new LinkedHashMap<>();
    roles.forEach((role, components) -> {
      int common = commonDomain(List.copyOf(components.keySet())).length();
      List<ObservedHost> ofRole = new ArrayList<>();
      components.forEach((name, found) -> {
        String label = name.substring(0, name.length() - common);
        ofRole.add(new ObservedHost(instance.id(), role, name, label, List.copyOf(found)));
      });
      hosts.put(role, ofRole);
    });
    return hosts;
  }

  /** Returns the domain that several names have in common, with its dot; may be empty. */
  static String commonDomain(List<String> names) {
    int dot = names.getFirst().indexOf('.');
    if (names.size() < 2 || dot <= 0) {
      return "";
    }
    String domain = names.getFirst().substring(dot);
    boolean common =
        names.stream().allMatch(name -> name.endsWith(domain) && name.length() > domain.length());
    return common ? domain : "";
  }

  Condition condition() {
    return Condition.of(components);
  }

  /** Returns the address of the page on this host, relative to that on the instances. */
  String address() {
    return address(instance, role, name);
  }

  /** Returns the address of the page on a host. */
  static String address(String instance, String role, String host) {
    return "host?instance="
        + encoded(instance)
        + "&role="
        + encoded(role)
        + "&host="
        + encoded(host);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
