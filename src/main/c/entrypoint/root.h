/* What happens if the container or the command was started as root. */
#ifndef ROOT_H
#define ROOT_H

#include "environment.h"

/*
 * Raises the hard limits, and changes to the user ENTRYPOINT_USER (default 1000) for good: the kernel clears all capabilities.
 * Supplementary groups, such as the fsGroup of a pod, are kept. HOME, USER and LOGNAME are adapted if they are those of root.
 */
void drop_root(Environment *environment);

#endif
