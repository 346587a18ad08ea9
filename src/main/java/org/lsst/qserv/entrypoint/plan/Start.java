package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.process.RestartRule;
import org.lsst.qserv.entrypoint.process.ServiceCommand;
import org.lsst.qserv.entrypoint.process.StopPolicy;

/**
 * How one component is brought up and kept.
 *
 * @param component its name
 * @param steps what to do first, in order
 * @param ports where it will listen
 * @param ready how to tell that it serves
 */
public record Start(
    String component,
    List<Step> steps,
    ServiceCommand command,
    List<String> ports,
    Optional<Step.Await> ready,
    StopPolicy stop,
    RestartRule restart) {}
