/* SPDX-License-Identifier: Apache-2.0 */
#include "privileges.h"

#include <errno.h>
#include <grp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#define GROUPS_MAX 4
#define ID_MAX 65533

static bool read_id(const char **at, unsigned int *id)
{
	char *end = NULL;
	unsigned long value = 0;

	errno = 0;
	value = strtoul(*at, &end, 10);
	if (errno || end == *at || value == 0 || value > ID_MAX)
		return false;
	*id = (unsigned int)value;
	*at = end;
	return true;
}

bool become(const char *text)
{
	gid_t groups[GROUPS_MAX];
	size_t count = 0;
	uid_t user = 0;

	if (!read_id(&text, &user) || *text != ':')
		return false;
	do {
		text++;
		if (count == GROUPS_MAX || !read_id(&text, &groups[count++]))
			return false;
	} while (*text == ',');
	if (*text)
		return false;
	return !setgroups(count, groups) && !setresgid(groups[0], groups[0], groups[0]) && !setresuid(user, user, user) &&
	       !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
