/* SPDX-License-Identifier: Apache-2.0 */
/* The loops as a program of this machine: one request on stdin, microseconds in hex on stdout. */
#include <stdio.h>
#include <time.h>

#include "operations.h"

#define REQUEST_MAX 4096

uint64_t measure_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

int main(void)
{
	static uint8_t request[REQUEST_MAX];
	uint8_t response[8] = { 0 };
	struct writer out = { .data = response, .capacity = sizeof(response) };
	const struct bytes read = { request, fread(request, 1, sizeof(request), stdin) };

	if (!succeeded(run_operation(read, &out)))
		return 1;
	for (size_t index = 0; index < sizeof(response); index++)
		(void)printf("%02x", response[index]);
	return 0;
}
