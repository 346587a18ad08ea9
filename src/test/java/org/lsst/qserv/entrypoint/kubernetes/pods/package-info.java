/**
 * A small kubelet for tests: it runs the rendered pod templates of the chart in pods of podman, on
 * one machine and without an API server. Init containers, native sidecars, probes, restarts,
 * mounted ConfigMaps and Jobs behave as Kubernetes documents them. Services are DNS names only.
 */
@NullMarked
package org.lsst.qserv.entrypoint.kubernetes.pods;

import org.jspecify.annotations.NullMarked;
