/**
 * Tests of the Helm chart in {@code kubernetes/chart}: it is rendered by Helm's own engine, its
 * objects are read into the typed model of Kubernetes, and its containers are planned by the
 * launcher.
 */
@NullMarked
package org.lsst.qserv.entrypoint.kubernetes;

import org.jspecify.annotations.NullMarked;
