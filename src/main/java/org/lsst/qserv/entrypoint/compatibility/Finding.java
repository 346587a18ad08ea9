// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

/**
 * The verdict on one fact.
 *
 * @param fact the name of the fact, such as {@code schemas.czar}
 * @param from its current value, or {@code unknown}
 * @param to its value after the upgrade, or {@code unknown}
 * @param effect what this fact alone would mean for the upgrade
 * @param reason why
 */
public record Finding(String fact, String from, String to, UpgradeVerdict effect, String reason) {}
