/* SPDX-License-Identifier: Apache-2.0 */
#include "frames.h"

#include <string.h>

static uint16_t read_u16(const uint8_t *at)
{
	return (uint16_t)(at[0] << 8 | at[1]);
}

static uint32_t read_u32(const uint8_t *at)
{
	return (uint32_t)read_u16(at) << 16 | read_u16(at + 2);
}

static uint8_t *write_u16(uint8_t *at, uint16_t value)
{
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
	return at + 2;
}

static uint8_t *write_u32(uint8_t *at, uint32_t value)
{
	return write_u16(write_u16(at, (uint16_t)(value >> 16)), (uint16_t)value);
}

enum frame_state parse_request(const uint8_t *bytes, size_t size, struct request *request, size_t *used)
{
	uint32_t length = 0;

	if (size < EVLOCK_FRAME_LENGTH_SIZE)
		return FRAME_INCOMPLETE;
	length = read_u32(bytes);
	if (length < EVLOCK_REQUEST_HEAD_SIZE)
		return FRAME_TOO_SHORT;
	if (length > EVLOCK_FRAME_MAX)
		return FRAME_TOO_LARGE;
	if (size - EVLOCK_FRAME_LENGTH_SIZE < length)
		return FRAME_INCOMPLETE;
	bytes += EVLOCK_FRAME_LENGTH_SIZE;
	request->command = read_u16(bytes);
	request->id = read_u16(bytes + 2);
	request->payload = bytes + EVLOCK_REQUEST_HEAD_SIZE;
	request->size = length - EVLOCK_REQUEST_HEAD_SIZE;
	*used = EVLOCK_FRAME_LENGTH_SIZE + length;
	return FRAME_WHOLE;
}

size_t encode_response(const struct response *response, uint8_t frame[RESPONSE_FRAME_MAX])
{
	uint8_t *at = write_u32(frame, (uint32_t)(EVLOCK_RESPONSE_HEAD_SIZE + response->size));

	at = write_u16(at, response->command);
	at = write_u16(at, response->id);
	at = write_u32(at, response->status);
	memcpy(at, response->payload, response->size);
	return (size_t)(at - frame) + response->size;
}

void refuse(struct response *response, uint32_t status, uint16_t check)
{
	response->status = status;
	response->size = EVLOCK_ERROR_PAYLOAD_SIZE;
	write_u16(response->payload, check);
}
