/* SPDX-License-Identifier: Apache-2.0 */
#include "meter.h"

#include "frames.h"

#ifdef EVLOCK_MEASURE
#include <malloc.h>
#include <ucontext.h>

/* Far more than the TA has, so that an excess is measured and not a crash. */
#define STACK_SIZE (512 * 1024)
#define PAINT 0xa5

void *__libc_malloc(size_t size);
void __libc_free(void *memory);

static uint8_t stack[STACK_SIZE] __attribute__((aligned(16)));
static ucontext_t caller;
static struct usage most;
static size_t heap_now;
static size_t heap_most;

/* libmbedcrypto allocates through these as well: the program's symbols come first. */
void *malloc(size_t size)
{
	void *memory = __libc_malloc(size);

	heap_now += memory ? malloc_usable_size(memory) : 0;
	heap_most = heap_now > heap_most ? heap_now : heap_most;
	return memory;
}

void *calloc(size_t count, size_t size)
{
	void *memory;

	if (size != 0 && count > SIZE_MAX / size)
		return NULL;
	memory = malloc(count * size);
	if (memory)
		memset(memory, 0, count * size);
	return memory;
}

void free(void *memory)
{
	if (!memory)
		return;
	heap_now -= malloc_usable_size(memory);
	__libc_free(memory);
}

static struct {
	struct world *world;
	struct bytes body;
	bool is_local;
	uint8_t *response;
	size_t size;
} call;

static void run(void)
{
	call.size = answer_frame(call.world, call.body, call.is_local, call.response);
}

size_t measure_answer(struct world *world, struct bytes body, bool is_local, uint8_t *response)
{
	const size_t heap_before = heap_now;
	ucontext_t callee;
	size_t clean = 0;

	call.world = world;
	call.body = body;
	call.is_local = is_local;
	call.response = response;
	heap_most = heap_now;
	memset(stack, PAINT, sizeof(stack));
	(void)getcontext(&callee);
	callee.uc_stack.ss_sp = stack;
	callee.uc_stack.ss_size = sizeof(stack);
	callee.uc_link = &caller;
	makecontext(&callee, run, 0);
	(void)swapcontext(&caller, &callee);
	while (clean < sizeof(stack) && stack[clean] == PAINT)
		clean++;
	if (sizeof(stack) - clean > most.stack)
		most.stack = sizeof(stack) - clean;
	if (heap_most - heap_before > most.heap)
		most.heap = heap_most - heap_before;
	return call.size;
}

struct usage measured_usage(void)
{
	return most;
}

#else

size_t measure_answer(struct world *world, struct bytes body, bool is_local, uint8_t *response)
{
	return answer_frame(world, body, is_local, response);
}

struct usage measured_usage(void)
{
	return (struct usage){ 0, 0 };
}

#endif
