/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The product's trusted application with gauges around it: how deep the stack goes, how much heap is taken, what is stored.
 * The linker puts them in between (--wrap); not a line of the product is compiled otherwise. Two more commands than the
 * header has, and so never in an image.
 */
#include <mempool.h>
#include <stdlib.h>
#include <tee_internal_api.h>
#include <user_ta_header_defines.h>
#include <utee_types.h>

#include "commands.h"
#include "operations.h"
#include "platform.h"

/* Outside the header's numbers. */
#define COMMAND_OPERATION 0xff01
/* u32 stack | u32 heap | u32 pool of big numbers | u32 stores | u32 stored bytes, since it was last asked. */
#define COMMAND_GAUGES 0xff02

#define PAGE_SIZE 4096
#define PAINT 0xa5a5a5a5a5a5a5a5u
/* In front of each allocation its size, as far as alignment goes. */
#define HEAD_SIZE 16

struct amount {
	size_t now;
	size_t most;
};

static struct amount heap;
static struct amount pool;
static size_t stack_most;
static uint32_t stores;
static uint32_t stored_bytes;

static void *count(struct amount *amount, uint8_t *memory, size_t size)
{
	if (!memory)
		return NULL;
	memcpy(memory, &size, sizeof(size));
	amount->now += size;
	amount->most = amount->now > amount->most ? amount->now : amount->most;
	return memory + HEAD_SIZE;
}

static void *discount(struct amount *amount, void *memory)
{
	uint8_t *whole = (uint8_t *)memory - HEAD_SIZE;
	size_t size = 0;

	memcpy(&size, whole, sizeof(size));
	amount->now -= size;
	return whole;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t items, size_t size);
void __real_free(void *memory);
void *__real_mempool_alloc(struct mempool *from, size_t size);
void __real_mempool_free(struct mempool *from, void *memory);
bool __real_platform_store(const uint8_t *content, size_t size);
TEE_Result __real___utee_entry(unsigned long function, unsigned long session, struct utee_params *parameters,
			       unsigned long command);
TEE_Result __real_TA_InvokeCommandEntryPoint(void *session, uint32_t command, uint32_t types, TEE_Param *parameters);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t items, size_t size);
void __wrap_free(void *memory);
void *__wrap_mempool_alloc(struct mempool *from, size_t size);
void __wrap_mempool_free(struct mempool *from, void *memory);
bool __wrap_platform_store(const uint8_t *content, size_t size);
TEE_Result __wrap___utee_entry(unsigned long function, unsigned long session, struct utee_params *parameters,
			       unsigned long command);
TEE_Result __wrap_TA_InvokeCommandEntryPoint(void *session, uint32_t command, uint32_t types, TEE_Param *parameters);

void *__wrap_malloc(size_t size)
{
	return count(&heap, __real_malloc(size + HEAD_SIZE), size);
}

void *__wrap_calloc(size_t items, size_t size)
{
	size_t whole = 0;

	if (__builtin_mul_overflow(items, size, &whole))
		return NULL;
	return count(&heap, __real_calloc(1, whole + HEAD_SIZE), whole);
}

void __wrap_free(void *memory)
{
	if (memory)
		__real_free(discount(&heap, memory));
}

void *__wrap_mempool_alloc(struct mempool *from, size_t size)
{
	return count(&pool, __real_mempool_alloc(from, size + HEAD_SIZE), size);
}

void __wrap_mempool_free(struct mempool *from, void *memory)
{
	if (memory)
		__real_mempool_free(from, discount(&pool, memory));
}

bool __wrap_platform_store(const uint8_t *content, size_t size)
{
	stores++;
	stored_bytes += (uint32_t)size;
	return __real_platform_store(content, size);
}

/* Every entry begins at the top of the stack, where its parameters stand: all below this function is paint until used. */
TEE_Result __wrap___utee_entry(unsigned long function, unsigned long session, struct utee_params *parameters,
			       unsigned long command)
{
	const uintptr_t top = (uintptr_t)(parameters + 1);
	/* Whole pages: the top is moved at random, and what is below the lowest is not ours. */
	volatile uint64_t *bottom = (volatile uint64_t *)((top - TA_STACK_SIZE + PAGE_SIZE - 1) & ~(uintptr_t)(PAGE_SIZE - 1));
	volatile uint64_t *at = NULL;
	uintptr_t here = 0;
	TEE_Result result = TEE_SUCCESS;

	__asm__ volatile("mov %0, sp" : "=r"(here));
	for (at = bottom; (uintptr_t)at < here; at++)
		*at = PAINT;
	result = __real___utee_entry(function, session, parameters, command);
	for (at = bottom; (uintptr_t)at < here && *at == PAINT;)
		at++;
	if (command < COMMAND_OPERATION && top - (uintptr_t)at > stack_most)
		stack_most = top - (uintptr_t)at;
	return result;
}

static void report_gauges(struct writer *out)
{
	const size_t figures[] = { stack_most, heap.most, pool.most, stores, stored_bytes };

	for (size_t index = 0; index < sizeof(figures) / sizeof(figures[0]); index++)
		write_uint(out, figures[index], 4);
	stack_most = 0;
	heap.most = heap.now;
	pool.most = pool.now;
	stores = 0;
	stored_bytes = 0;
}

uint64_t measure_clock(void)
{
	return platform_monotonic_ms() * 1000;
}

TEE_Result __wrap_TA_InvokeCommandEntryPoint(void *session, uint32_t command, uint32_t types, TEE_Param *parameters)
{
	static uint8_t request[REQUEST_MAX];
	struct writer out = { .data = parameters[1].memref.buffer, .capacity = EVLOCK_RESPONSE_MAX };
	struct outcome outcome = DONE;

	if (command < COMMAND_OPERATION || parameters[0].memref.size > sizeof(request) ||
	    parameters[1].memref.size < EVLOCK_RESPONSE_MAX)
		return __real_TA_InvokeCommandEntryPoint(session, command, types, parameters);
	memcpy(request, parameters[0].memref.buffer, parameters[0].memref.size);
	if (command == COMMAND_OPERATION)
		outcome = run_operation((struct bytes){ request, parameters[0].memref.size }, &out);
	else if (command == COMMAND_GAUGES)
		report_gauges(&out);
	else
		outcome = REFUSED(COMMAND_UNKNOWN, NONE);
	parameters[1].memref.size = out.size;
	parameters[2].value.a = outcome.status;
	parameters[2].value.b = outcome.check;
	return TEE_SUCCESS;
}
