#include "limits.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "files.h"

/* The kernel's default for the maximum of open files, if /proc is not mounted. */
static const rlim_t DEFAULT_MAX_FILES = 1048576;

static int raise_limit(int resource, rlim_t maximum) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0) return 0;
  if (limit.rlim_max >= maximum) return 1; /* RLIM_INFINITY is the largest number */
  limit.rlim_max = maximum;                /* the soft limit is not changed */
  return setrlimit(resource, &limit) == 0;
}

static rlim_t max_files(void) {
  char *number = read_file("/proc/sys/fs/nr_open");
  rlim_t maximum = number == NULL ? 0 : strtoul(number, NULL, 10);
  return maximum == 0 ? DEFAULT_MAX_FILES : maximum;
}

const char *raise_limits(void) {
  int memory = raise_limit(RLIMIT_MEMLOCK, RLIM_INFINITY);
  int files = raise_limit(RLIMIT_NOFILE, max_files());
  if (memory && files) return NULL;
  if (memory) return "open files";
  return files ? "locked memory" : "locked memory and open files";
}
