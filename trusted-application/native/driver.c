/* SPDX-License-Identifier: Apache-2.0 */
#include "driver.h"

#include "../src/platform/native.h"
#include "frames.h"
#include "meter.h"

#define RECORD_MAX (2 + EVLOCK_FRAME_MAX)
#define ANSWER_MAX STATE_ENCODED_MAX

static uint8_t record[RECORD_MAX];
static uint8_t answer[ANSWER_MAX];

/* False at the end of the input. */
static bool read_record(FILE *input, size_t *size)
{
	uint8_t length[4];

	if (fread(length, 1, sizeof(length), input) != sizeof(length))
		return false;
	*size = (size_t)get_uint(length, sizeof(length));
	return *size > 0 && *size <= sizeof(record) && fread(record, 1, *size, input) == *size;
}

static bool write_answer(FILE *output, size_t size)
{
	uint8_t length[4];

	set_uint(length, size, sizeof(length));
	return fwrite(length, 1, sizeof(length), output) == sizeof(length) && fwrite(answer, 1, size, output) == size &&
	       fflush(output) == 0;
}

static size_t report_memory(void)
{
	const struct bytes stored = native_memory();

	if (stored.size > 0)
		memcpy(answer, stored.data, stored.size);
	return stored.size;
}

static size_t report_usage(void)
{
	const struct usage usage = measured_usage();

	set_uint(answer, usage.stack, 4);
	set_uint(answer + 4, usage.heap, 4);
	return 8;
}

static size_t begin_anew(struct world *world)
{
	native_set_memory((struct bytes){ NULL, 0 });
	native_fail_writes_after(UINT32_MAX);
	world_start(world);
	return 0;
}

static size_t report_writes(void)
{
	set_uint(answer, native_writes(), 4);
	return 4;
}

/* The size of the answer; SIZE_MAX for an unknown record. */
static size_t run_record(struct world *world, struct bytes body, uint8_t operation)
{
	if (operation == 'R' && body.size >= 1 + EVLOCK_REQUEST_HEAD_SIZE)
		return measure_answer(world, (struct bytes){ body.data + 1, body.size - 1 }, body.data[0] == 1, answer);
	if (operation == 'C' && body.size == 8)
		return native_set_clock(get_uint(body.data, 8)), 0;
	if (operation == 'S' && body.size == 33)
		return native_set_random((enum native_random)body.data[0], body.data + 1), 0;
	if (operation == 'B')
		return world_start(world), 0;
	if (operation == 'N')
		return begin_anew(world);
	if (operation == 'F' && body.size == 4)
		return native_fail_writes_after((uint32_t)get_uint(body.data, 4)), 0;
	if (operation == 'M')
		return report_memory();
	if (operation == 'W')
		return report_writes();
	if (operation == 'P')
		return report_usage();
	return SIZE_MAX;
}

int drive(struct world *world, FILE *input, FILE *output)
{
	size_t size = 0;

	while (read_record(input, &size)) {
		const size_t answered = run_record(world, (struct bytes){ record + 1, size - 1 }, record[0]);

		if (answered == SIZE_MAX || !write_answer(output, answered))
			return 1;
	}
	return 0;
}
