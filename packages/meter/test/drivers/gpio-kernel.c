/*
 * A GPIO controller for tests, on the kernel's side of the interface: its header's own structs. Loaded before the C library, it
 * answers what is asked of the file EVLOCK_TEST_CHIP, and of the lines that it gives out; everything else is the real call.
 * EVLOCK_TEST_LEVELS gets the levels of the pins, a digit each, after every change.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <linux/watchdog.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINES 8

/* A line is held for as long as the file that was given for it is open: the other end of a pipe shows that. */
static struct { int held; int watch; int level; unsigned long long flags; char consumer[32]; } lines[LINES];
static int line_of_file[1024];
static int watchdog_timeout = 60;

static int is_file(int fd, const char *variable)
{
	struct stat own, named;
	const char *path = getenv(variable);
	return path && !fstat(fd, &own) && !stat(path, &named) && own.st_ino == named.st_ino && own.st_dev == named.st_dev;
}

static void show(void)
{
	FILE *file = fopen(getenv("EVLOCK_TEST_LEVELS"), "w");
	for (int n = 0; n < LINES; n++)
		fprintf(file, "%d", lines[n].level);
	fclose(file);
}

static int is_held(unsigned int line)
{
	struct pollfd end = { .fd = lines[line].watch };
	if (lines[line].held && poll(&end, 1, 0) > 0) {
		lines[line].held = 0;
		lines[line].consumer[0] = 0;
	}
	return lines[line].held;
}

static int fail(int code)
{
	errno = code;
	return -1;
}

/* Line 5 is held by another program, line 6 is driven through an open drain whatever is asked, line 7 is stuck low. */
static void set_level(int line, int level)
{
	lines[line].level = line == 7 ? 0 : level;
	show();
}

static int chip(unsigned long request, void *argument)
{
	if (request == GPIO_GET_CHIPINFO_IOCTL) {
		struct gpiochip_info *info = argument;
		strcpy(info->name, "gpiochip9");
		strcpy(info->label, "test controller");
		info->lines = LINES;
		return 0;
	}
	if (request == GPIO_V2_GET_LINEINFO_IOCTL) {
		struct gpio_v2_line_info *info = argument;
		if (info->offset >= LINES)
			return fail(EINVAL);
		snprintf(info->name, sizeof info->name, "PIN%u", info->offset);
		info->flags = lines[info->offset].flags;
		if (info->offset == 5 || is_held(info->offset))
			info->flags |= GPIO_V2_LINE_FLAG_USED;
		strcpy(info->consumer, info->offset == 5 ? "another" : lines[info->offset].consumer);
		if (info->offset == 6)
			info->flags |= GPIO_V2_LINE_FLAG_OPEN_DRAIN;
		return 0;
	}
	if (request == GPIO_V2_GET_LINE_IOCTL) {
		struct gpio_v2_line_request *wanted = argument;
		unsigned int line = wanted->offsets[0];
		const struct gpio_v2_line_config_attribute *first = &wanted->config.attrs[0];
		if (wanted->num_lines != 1 || line >= LINES)
			return fail(EINVAL);
		if (is_held(line))
			return fail(EBUSY);
		/* An output without a level of its own would keep whatever the pin had. */
		if (wanted->config.flags != GPIO_V2_LINE_FLAG_OUTPUT || wanted->config.num_attrs != 1)
			return fail(EINVAL);
		if (first->attr.id != GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES || first->mask != 1)
			return fail(EINVAL);
		int ends[2];
		if (pipe2(ends, O_CLOEXEC))
			return -1;
		wanted->fd = ends[1];
		lines[line].watch = ends[0];
		lines[line].held = 1;
		lines[line].flags = wanted->config.flags;
		memcpy(lines[line].consumer, wanted->consumer, sizeof lines[line].consumer);
		line_of_file[wanted->fd] = (int)line + 1;
		set_level((int)line, first->attr.values & 1);
		return 0;
	}
	return fail(ENOTTY);
}

static int line_values(int line, unsigned long request, struct gpio_v2_line_values *values)
{
	if (values->mask != 1)
		return fail(EINVAL);
	if (request == GPIO_V2_LINE_GET_VALUES_IOCTL)
		values->bits = (unsigned long long)lines[line].level;
	else if (request == GPIO_V2_LINE_SET_VALUES_IOCTL)
		set_level(line, values->bits & 1);
	else
		return fail(ENOTTY);
	return 0;
}

static int watchdog(unsigned long request, int *seconds)
{
	if (request == WDIOC_SETTIMEOUT && getenv("EVLOCK_TEST_SHORTEST"))
		watchdog_timeout = *seconds > atoi(getenv("EVLOCK_TEST_SHORTEST")) ? *seconds : atoi(getenv("EVLOCK_TEST_SHORTEST"));
	else if (request != WDIOC_GETTIMEOUT)
		return fail(EOPNOTSUPP);
	*seconds = watchdog_timeout;
	return 0;
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list list;
	va_start(list, request);
	void *argument = va_arg(list, void *);
	va_end(list);
	if (fd >= 0 && fd < 1024 && line_of_file[fd])
		return line_values(line_of_file[fd] - 1, request, argument);
	if (is_file(fd, "EVLOCK_TEST_CHIP"))
		return chip(request, argument);
	if (is_file(fd, "EVLOCK_TEST_WATCHDOG"))
		return watchdog(request, argument);
	int (*real)(int, unsigned long, ...) = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
	return real(fd, request, argument);
}
