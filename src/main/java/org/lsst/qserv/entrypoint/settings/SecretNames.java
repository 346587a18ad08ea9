package org.lsst.qserv.entrypoint.settings;

import java.util.List;
import java.util.Locale;

/**
 * Names that somebody gives to secrets. For values whose type says nothing: a service's own options
 * and its environment. Rather one masked too many than one shown.
 */
public final class SecretNames {
  private static final List<String> PARTS = List.of("password", "passwd", "secret", "token", "pwd");
  private static final List<String> ENDINGS = List.of("key", "credentials");

  private SecretNames() {}

  /** Whether what bears this name is better not shown. */
  public static boolean isLikely(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(lower::contains) || ENDINGS.stream().anyMatch(lower::endsWith);
  }
}
