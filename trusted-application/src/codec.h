/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bounded reader of requests and writer of responses. A reader never looks beyond its payload: what ends early is
 * INVALID_INPUT, what is longer than its limit INPUT_TOO_LARGE. Bytes that it gives are those of the payload, in place.
 */
#ifndef EVLOCK_CODEC_H
#define EVLOCK_CODEC_H

#include "bytes.h"
#include "outcome.h"

struct reader {
	const uint8_t *at;
	size_t left;
};

struct writer {
	uint8_t *data;
	size_t size;
	size_t capacity;
	bool overflowed;
};

struct outcome read_bytes(struct reader *in, size_t size, const uint8_t **bytes);
/* At most 8 bytes, big-endian. */
struct outcome read_uint(struct reader *in, size_t size, uint64_t *value);
/* u8 that names one of `values` values from 0 on. */
struct outcome read_enumeration(struct reader *in, uint8_t values, uint8_t *value);
/* bytes<max>: u16 length | bytes */
struct outcome read_variable(struct reader *in, size_t max, struct bytes *bytes);
/* text<max>: the same, in UTF-8. */
struct outcome read_text(struct reader *in, size_t max, struct bytes *text);
/* list<max>: u16 count | items, all of one size. */
struct outcome read_list(struct reader *in, size_t max, size_t item_size, const uint8_t **items, size_t *count);
/* INVALID_INPUT when bytes are left over. */
struct outcome read_end(const struct reader *in);

void write_bytes(struct writer *out, const uint8_t *bytes, size_t size);
void write_uint(struct writer *out, uint64_t value, size_t size);

#endif
