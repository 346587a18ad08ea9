// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

/** The exit code and the termination message of a container. */
record ContainerResult(int exitCode, String message) {}
