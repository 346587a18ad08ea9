/* Signals until Java handles them. */
#ifndef SIGNALS_H
#define SIGNALS_H

/*
 * Blocks the signals that stop a container. As PID 1, this process would lose them: the kernel drops signals to a PID 1
 * without a handler. A blocked signal stays pending while tini is executed, which forwards it. Java unblocks these signals.
 */
void hold_stop_signals(void);

/*
 * Ignores SIGUSR1 and SIGUSR2. They are for a service, such as to open its log again, and must not end a launch that has no
 * service yet. The launcher restores their default action for the service.
 */
void ignore_service_signals(void);

#endif
