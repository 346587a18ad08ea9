// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

/**
 * The value of a setting in one source.
 *
 * @param shown the value as text with secrets redacted
 * @param origin where the value was set: {@code -e}, {@code site.conf: 12}, {@code QSERV_MODE}
 */
public record SettingOrigin(String shown, String origin) {}
