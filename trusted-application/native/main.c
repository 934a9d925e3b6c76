/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The trusted application's code as a program of the normal world, for tests. It protects nothing: its state lies in a
 * plain file or in memory, and its evidence says emulator.
 *
 *   evlock-secure-world-native --folder F --socket S --console-socket S [--serial T] [--speed N]
 *   evlock-secure-world-native --driver [--serial T] < script > answers
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "../src/platform/native.h"
#include "driver.h"
#include "server.h"

static struct world world;

static const struct option options[] = {
	{ "folder", required_argument, NULL, 'f' }, { "socket", required_argument, NULL, 's' },
	{ "console-socket", required_argument, NULL, 'c' }, { "serial", required_argument, NULL, 'n' },
	{ "speed", required_argument, NULL, 'v' }, { "driver", no_argument, NULL, 'd' }, { 0 },
};

int main(int argc, char **argv)
{
	const char *path = NULL;
	const char *console_path = NULL;
	bool is_driven = false;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'f')
			native_set_folder(optarg);
		else if (option == 's')
			path = optarg;
		else if (option == 'c')
			console_path = optarg;
		else if (option == 'n')
			native_set_serial(optarg);
		else if (option == 'v')
			native_set_speed(strtod(optarg, NULL));
		else if (option == 'd')
			is_driven = true;
		else
			return 2;
	}
	if (!is_driven && (!path || !console_path)) {
		(void)fprintf(stderr, "give --socket and --console-socket, or --driver\n");
		return 2;
	}
	world_start(&world);
	return is_driven ? drive(&world, stdin, stdout) : serve(&world, path, console_path);
}
