#include "root.h"

#include <errno.h>
#include <grp.h>
#include <string.h>
#include <unistd.h>

#include "account.h"
#include "files.h"
#include "limits.h"
#include "message.h"

static Account requested_account(const Environment *environment) {
  const char *requested = environment_get(environment, "ENTRYPOINT_USER");
  const char *passwd = read_file("/etc/passwd");
  Account account;
  const char *user = requested == NULL || *requested == '\0' ? "1000" : requested;
  if (!find_account(passwd == NULL ? "" : passwd, user, &account)) {
    fail(CONFIGURATION, "set it to a uid, such as 1000",
         "ENTRYPOINT_USER '%s' is neither a user of this image nor UID[:GID]", user);
  }
  return account;
}

/* Keeps the current supplementary groups, and adds the primary group of the user. */
static int set_groups(const Account *account) {
  int count = getgroups(0, NULL);
  if (count < 0) return -1;
  gid_t *groups = allocate(((size_t)count + 1) * sizeof *groups);
  count = getgroups(count, groups);
  if (count < 0) return -1;
  groups[count] = account->primary_group;
  return setgroups((size_t)count + 1, groups);
}

static void adapt_variable(Environment *environment, const char *name, const char *of_root, const char *value) {
  const char *current = environment_get(environment, name);
  if (current != NULL && strcmp(current, of_root) == 0) environment_set(environment, name, value);
}

static void adapt_variables(Environment *environment, const Account *account) {
  const char *home = environment_get(environment, "HOME");
  if (home == NULL || *home == '\0') environment_set(environment, "HOME", "/root");
  adapt_variable(environment, "HOME", "/root", *account->directory == '\0' ? "/" : account->directory);
  const char *name = *account->name == '\0' ? text("%u", account->uid) : account->name;
  adapt_variable(environment, "USER", "root", name);
  adapt_variable(environment, "LOGNAME", "root", name);
}

void drop_root(Environment *environment) {
  Account account = requested_account(environment);
  if (account.uid == 0) return;
  /* The launcher warns of them, because only a service needs the limits, and not a probe every few seconds. */
  const char *low = raise_limits();
  if (low != NULL) environment_set(environment, "ENTRYPOINT_LOW_LIMITS", low);
  if (set_groups(&account) != 0 || setresgid(account.gid, account.gid, account.gid) != 0 ||
      setresuid(account.uid, account.uid, account.uid) != 0) {
    fail(CONFIGURATION,
         text("run the container as uid %u (docker run --user %u:0), or add the capabilities SETUID and SETGID",
              account.uid, account.uid),
         "cannot switch from root to uid %u: %s", account.uid, strerror(errno));
  }
  adapt_variables(environment, &account);
}
