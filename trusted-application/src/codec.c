/* SPDX-License-Identifier: Apache-2.0 */
#include "codec.h"

#include "utf8.h"

struct outcome read_bytes(struct reader *in, size_t size, const uint8_t **bytes)
{
	if (size > in->left)
		return REFUSED(INVALID_INPUT, NONE);
	*bytes = in->at;
	in->at += size;
	in->left -= size;
	return DONE;
}

struct outcome read_uint(struct reader *in, size_t size, uint64_t *value)
{
	const uint8_t *bytes = NULL;

	TRY(read_bytes(in, size, &bytes));
	*value = get_uint(bytes, size);
	return DONE;
}

struct outcome read_enumeration(struct reader *in, uint8_t values, uint8_t *value)
{
	const uint8_t *byte = NULL;

	TRY(read_bytes(in, 1, &byte));
	if (*byte >= values)
		return REFUSED(INVALID_INPUT, NONE);
	*value = *byte;
	return DONE;
}

static struct outcome read_count(struct reader *in, size_t max, size_t *count)
{
	uint64_t value = 0;

	TRY(read_uint(in, 2, &value));
	if (value > max)
		return REFUSED(INPUT_TOO_LARGE, NONE);
	*count = (size_t)value;
	return DONE;
}

struct outcome read_variable(struct reader *in, size_t max, struct bytes *bytes)
{
	TRY(read_count(in, max, &bytes->size));
	return read_bytes(in, bytes->size, &bytes->data);
}

struct outcome read_text(struct reader *in, size_t max, struct bytes *text)
{
	TRY(read_variable(in, max, text));
	return is_utf8(*text) ? DONE : REFUSED(INVALID_INPUT, NONE);
}

struct outcome read_list(struct reader *in, size_t max, size_t item_size, const uint8_t **items, size_t *count)
{
	TRY(read_count(in, max, count));
	return read_bytes(in, *count * item_size, items);
}

struct outcome read_end(const struct reader *in)
{
	return in->left == 0 ? DONE : REFUSED(INVALID_INPUT, NONE);
}

static uint8_t *reserve(struct writer *out, size_t size)
{
	uint8_t *at = out->data + out->size;

	if (out->overflowed || size > out->capacity - out->size) {
		out->overflowed = true;
		return NULL;
	}
	out->size += size;
	return at;
}

void write_bytes(struct writer *out, const uint8_t *bytes, size_t size)
{
	uint8_t *at = reserve(out, size);

	if (at && size > 0)
		memcpy(at, bytes, size);
}

void write_uint(struct writer *out, uint64_t value, size_t size)
{
	uint8_t *at = reserve(out, size);

	if (at)
		set_uint(at, value, size);
}
