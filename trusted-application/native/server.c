/* SPDX-License-Identifier: Apache-2.0 */
/* One thread, one request at a time; a client that does not read its answers waits, and nobody waits for it. */
#include "server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "frames.h"

#define CONNECTIONS_MAX 16
#define LISTENERS 2

struct connection {
	/* -1: free */
	int socket;
	bool is_local;
	/* The stream can no longer be followed: what is written yet is the last of it. */
	bool is_ending;
	uint8_t received[REQUEST_FRAME_MAX];
	size_t received_size;
	uint8_t answer[RESPONSE_FRAME_MAX];
	size_t answer_size;
	size_t answer_sent;
};

static struct connection connections[CONNECTIONS_MAX];
static volatile sig_atomic_t is_stopping;

static void stop(int signal_number)
{
	(void)signal_number;
	is_stopping = 1;
}

static int listen_on(const char *path, mode_t mode)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (listener < 0 || strlen(path) >= sizeof(address.sun_path))
		return -1;
	memcpy(address.sun_path, path, strlen(path));
	(void)unlink(path);
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) != 0 || chmod(path, mode) != 0 ||
	    listen(listener, SOMAXCONN) != 0) {
		(void)close(listener);
		return -1;
	}
	return listener;
}

static void end_connection(struct connection *connection)
{
	(void)close(connection->socket);
	memset(connection, 0, sizeof(*connection));
	connection->socket = -1;
}

static void take(int accepted, bool is_local)
{
	for (size_t index = 0; index < CONNECTIONS_MAX; index++) {
		if (connections[index].socket < 0) {
			connections[index].socket = accepted;
			connections[index].is_local = is_local;
			return;
		}
	}
	(void)close(accepted);
}

/* All that wait: a queue that is full turns clients away. */
static void accept_from(int listener, bool is_local)
{
	int accepted;

	while ((accepted = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
		take(accepted, is_local);
}

/* False when the connection is over. */
static bool send_answer(struct connection *connection)
{
	while (connection->answer_sent < connection->answer_size) {
		ssize_t count = send(connection->socket, connection->answer + connection->answer_sent,
				     connection->answer_size - connection->answer_sent, MSG_NOSIGNAL);

		if (count < 0)
			return errno == EAGAIN || errno == EINTR;
		connection->answer_sent += (size_t)count;
	}
	connection->answer_size = 0;
	connection->answer_sent = 0;
	return !connection->is_ending;
}

/* Answers what has arrived, as long as the answers go out. False when the connection is over. */
static bool answer_received(struct world *world, struct connection *connection)
{
	while (connection->answer_size == 0) {
		const struct bytes received = { connection->received, connection->received_size };
		struct outcome outcome = DONE;
		size_t size = 0;
		enum frame frame = find_frame(received, &size, &outcome);

		if (frame == FRAME_BEGUN)
			return true;
		if (frame == FRAME_LOST) {
			connection->is_ending = true;
			connection->answer_size = answer_lost(outcome, connection->answer);
		} else {
			const struct bytes body = { connection->received + EVLOCK_FRAME_LENGTH_SIZE,
						    size - EVLOCK_FRAME_LENGTH_SIZE };

			connection->answer_size = answer_frame(world, body, connection->is_local, connection->answer);
			connection->received_size -= size;
			memmove(connection->received, connection->received + size, connection->received_size);
		}
		if (!send_answer(connection))
			return false;
	}
	return true;
}

static bool receive(struct connection *connection)
{
	size_t room = sizeof(connection->received) - connection->received_size;
	ssize_t count = recv(connection->socket, connection->received + connection->received_size, room, 0);

	if (count > 0) {
		connection->received_size += (size_t)count;
		return true;
	}
	return count < 0 && (errno == EAGAIN || errno == EINTR);
}

static void serve_connection(struct world *world, struct connection *connection, short events)
{
	bool goes_on = true;

	if (events & POLLOUT)
		goes_on = send_answer(connection);
	else if (events & (POLLIN | POLLHUP | POLLERR))
		goes_on = receive(connection);
	if (!goes_on || !answer_received(world, connection))
		end_connection(connection);
}

static void poll_once(struct world *world, const int listeners[LISTENERS])
{
	struct pollfd polled[LISTENERS + CONNECTIONS_MAX];

	for (size_t index = 0; index < LISTENERS; index++)
		polled[index] = (struct pollfd){ .fd = listeners[index], .events = POLLIN };
	for (size_t index = 0; index < CONNECTIONS_MAX; index++) {
		/* Nothing more is read from a client that has an answer outstanding. */
		short events = connections[index].answer_size > 0 ? POLLOUT : POLLIN;

		polled[LISTENERS + index] = (struct pollfd){ .fd = connections[index].socket, .events = events };
	}
	if (poll(polled, LISTENERS + CONNECTIONS_MAX, -1) <= 0)
		return;
	for (size_t index = 0; index < CONNECTIONS_MAX; index++)
		if (connections[index].socket >= 0 && polled[LISTENERS + index].revents != 0)
			serve_connection(world, &connections[index], polled[LISTENERS + index].revents);
	for (size_t index = 0; index < LISTENERS; index++)
		if (polled[index].revents != 0)
			accept_from(listeners[index], index == 1);
}

int serve(struct world *world, const char *path, const char *console_path)
{
	const int listeners[LISTENERS] = { listen_on(path, 0660), listen_on(console_path, 0600) };
	const struct sigaction stopping = { .sa_handler = stop };

	if (listeners[0] < 0 || listeners[1] < 0) {
		perror("cannot listen");
		return 1;
	}
	(void)sigaction(SIGTERM, &stopping, NULL);
	(void)sigaction(SIGINT, &stopping, NULL);
	for (size_t index = 0; index < CONNECTIONS_MAX; index++)
		connections[index].socket = -1;
	(void)printf("{\"ready\":true,\"securityClass\":\"emulator\"}\n");
	(void)fflush(stdout);
	while (!is_stopping)
		poll_once(world, listeners);
	(void)unlink(path);
	(void)unlink(console_path);
	return 0;
}
