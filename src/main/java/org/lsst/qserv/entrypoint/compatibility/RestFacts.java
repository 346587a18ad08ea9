// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

/**
 * The version of the REST interface of Qserv's services. The registry rejects clients of a version
 * older than the oldest that it accepts.
 */
public record RestFacts(ImageFact<Integer> version, ImageFact<Integer> oldestAccepted) {}
