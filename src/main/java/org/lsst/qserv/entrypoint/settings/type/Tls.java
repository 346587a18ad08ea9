// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import java.util.Locale;

/**
 * How connections to a database server are encrypted, and whether the server is verified. It has no
 * effect on a local socket, which does not leave the host.
 *
 * @param caFile the PEM file with the certificates of the trusted authorities; empty if there is
 *     none
 * @param setting the setting that determines the mode, for messages
 */
public record Tls(Mode mode, String caFile, String setting) {
  private static final String UNNAMED = "tls";

  /** No encryption, not determined by a setting. */
  public static final Tls DISABLED = new Tls(Mode.DISABLE, "", UNNAMED);

  /** The values of the setting. */
  public enum Mode {
    /** The connection is not encrypted. */
    DISABLE,
    /** The connection is encrypted; any server is accepted. */
    REQUIRE,
    /** A trusted authority has issued the certificate of the server. */
    VERIFY_CA,
    /** As {@link #VERIFY_CA}, and the certificate is for the host of the URL. */
    VERIFY_FULL;

    /** Returns the mode of a setting's value. */
    public static Mode of(String value) {
      return valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns the value of the setting: {@code verify-ca}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Returns whether a setting determines the mode. */
  public boolean isFromSetting() {
    return !setting.equals(UNNAMED);
  }

  /** Returns whether connections are encrypted. */
  public boolean isEnabled() {
    return mode != Mode.DISABLE;
  }

  /** Returns whether the certificate of the server is verified. */
  public boolean verifies() {
    return mode == Mode.VERIFY_CA || mode == Mode.VERIFY_FULL;
  }

  /** Returns the setting with the file of trusted certificates. */
  public String caFileSetting() {
    return setting + "-ca-file";
  }
}
