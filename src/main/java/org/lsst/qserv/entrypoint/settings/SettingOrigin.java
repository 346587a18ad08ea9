// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

/**
 * What one source says of a setting.
 *
 * @param shown the value as text, secrets masked
 * @param origin where it stands: {@code -e}, {@code site.conf: 12}, {@code QSERV_MODE}
 */
public record SettingOrigin(String shown, String origin) {}
