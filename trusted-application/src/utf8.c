/* SPDX-License-Identifier: Apache-2.0 */
#include "utf8.h"

/* A lead byte, how many bytes follow it, and the range of the first of them; the others are 80 to BF. */
struct lead {
	uint8_t first, last;
	uint8_t following;
	uint8_t least, most;
};

static const struct lead leads[] = {
	{ 0x00, 0x7f, 0, 0x80, 0xbf }, { 0xc2, 0xdf, 1, 0x80, 0xbf }, { 0xe0, 0xe0, 2, 0xa0, 0xbf },
	{ 0xe1, 0xec, 2, 0x80, 0xbf }, { 0xed, 0xed, 2, 0x80, 0x9f }, { 0xee, 0xef, 2, 0x80, 0xbf },
	{ 0xf0, 0xf0, 3, 0x90, 0xbf }, { 0xf1, 0xf3, 3, 0x80, 0xbf }, { 0xf4, 0xf4, 3, 0x80, 0x8f },
};

static const struct lead *lead_of(uint8_t byte)
{
	for (size_t index = 0; index < sizeof(leads) / sizeof(leads[0]); index++)
		if (byte >= leads[index].first && byte <= leads[index].last)
			return &leads[index];
	return NULL;
}

static bool within(uint8_t byte, uint8_t least, uint8_t most)
{
	return byte >= least && byte <= most;
}

bool is_utf8(struct bytes text)
{
	size_t at = 0;

	while (at < text.size) {
		const struct lead *lead = lead_of(text.data[at++]);

		if (!lead || lead->following > text.size - at)
			return false;
		for (size_t index = 0; index < lead->following; index++) {
			uint8_t byte = text.data[at++];

			if (!within(byte, index == 0 ? lead->least : 0x80, index == 0 ? lead->most : 0xbf))
				return false;
		}
	}
	return true;
}
