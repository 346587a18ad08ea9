// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

/**
 * A value that one source gives to a setting.
 *
 * @param shown the value as text with secrets redacted
 * @param origin where the value was given: {@code -e}, {@code site.conf: 12}, {@code QSERV_MODE}
 */
public record SettingOrigin(String shown, String origin) {}
