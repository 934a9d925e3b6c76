/* SPDX-License-Identifier: Apache-2.0 */
/*
 * evlock-bridge: carries frames between a port and the trusted application. Transport only: it checks nothing but the
 * length of a frame, keeps nothing, and is trusted with nothing.
 *
 *   evlock-bridge [--console] [--as USER:GROUP[,GROUP...]] PORT
 *
 * PORT is a virtio-serial port (/dev/vport0p1). --console: the session is one of the provisioning socket, for which the
 * process has to be of the group evlock-console. --as: gives up root for these ids. Ends with 1 when the trusted
 * application does not open at first.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "privileges.h"
#include "stream.h"
#include "world.h"

#define EMPTY_PORT_WAIT_MS 5

/*
 * Returns when somebody is at the other end: until then a virtio port is hung up. It cannot tell who comes from who has
 * just left, so what one leaves behind is thrown away before the next one comes.
 */
static void await_peer(int port)
{
	struct pollfd wait = { .fd = port, .events = POLLIN };
	uint8_t waste[512];

	while (poll(&wait, 1, -1) > 0 && wait.revents & POLLHUP) {
		while (read(port, waste, sizeof(waste)) > 0)
			continue;
		usleep(EMPTY_PORT_WAIT_MS * 1000);
	}
	explicit_bzero(waste, sizeof(waste));
}

static int usage(void)
{
	fprintf(stderr, "usage: evlock-bridge [--console] [--as USER:GROUP[,GROUP...]] PORT\n");
	return 2;
}

struct options {
	bool console;
	const char *ids;
	const char *port;
};

static bool read_options(char **arguments, struct options *options)
{
	for (arguments++; *arguments; arguments++) {
		if (!strcmp(*arguments, "--console"))
			options->console = true;
		else if (!strcmp(*arguments, "--as") && arguments[1])
			options->ids = *++arguments;
		else if (**arguments == '/' && !options->port)
			options->port = *arguments;
		else
			return false;
	}
	return options->port;
}

int main(int count, char **arguments)
{
	struct options options = { 0 };

	if (count < 2 || !read_options(arguments, &options))
		return usage();
	if (options.ids && !become(options.ids)) {
		fprintf(stderr, "evlock-bridge: cannot become %s\n", options.ids);
		return 1;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	if (!world_open(options.console))
		return 1;
	fprintf(stderr, "evlock-bridge: ready on %s\n", options.port);
	for (;;) {
		int port = open(options.port, O_RDWR | O_CLOEXEC | O_NONBLOCK);

		if (port < 0) {
			fprintf(stderr, "evlock-bridge: %s: %s\n", options.port, strerror(errno));
			return 1;
		}
		do
			await_peer(port);
		while (serve(port));
		/* Closing throws away what is left of a stream that could not be followed. */
		close(port);
	}
}
