/* The hard limits of this process, which only root can raise. */
#ifndef LIMITS_H
#define LIMITS_H

/* Raises the hard limits of locked memory and open files. Returns those that cannot be raised, as text; NULL if there are none. */
const char *raise_limits(void);

#endif
