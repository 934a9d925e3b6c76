// SPDX-License-Identifier: Apache-2.0
/*
 * What a board has in silicon and QEMU's machine "virt" has not: a hardware unique key of its own, a monotonic counter
 * behind the secure storage, and entropy. Key and counter are kept in the secure flash (pflash 0), which the normal world
 * cannot address; the machine's maker writes the key once, as one blows fuses.
 *
 * The last three sectors of the flash:
 *   FUSES     magic | hardware unique key | SHA-256 of both; erased: the machine refuses to start
 *   COUNTER   two sectors used in turn, each a log of (value, ~value); the counter is the largest whole entry of both
 */
#include <crypto/crypto.h>
#include <initcall.h>
#include <io.h>
#include <kernel/dt.h>
#include <kernel/nv_counter.h>
#include <kernel/panic.h>
#include <kernel/tee_common_otp.h>
#include <libfdt.h>
#include <mm/core_memprot.h>
#include <mm/core_mmu.h>
#include <string.h>
#include <string_ext.h>
#include <trace.h>
#include <utee_defines.h>

#define FLASH_SIZE		0x04000000
#define SECTOR_SIZE		0x00040000
#define COUNTER_SECTORS		2
#define COUNTER_PA		(FLASH_SIZE - COUNTER_SECTORS * SECTOR_SIZE)
#define FUSES_PA		(COUNTER_PA - SECTOR_SIZE)
#define AREA_SIZE		((COUNTER_SECTORS + 1) * SECTOR_SIZE)

#define ERASED			0xffffffff
#define ENTRY_SIZE		8
#define ENTRIES			(SECTOR_SIZE / ENTRY_SIZE)

/* Two 16-bit chips side by side: each command goes to both. */
#define FLASH_PROGRAM		0x00400040
#define FLASH_ERASE		0x00200020
#define FLASH_CONFIRM		0x00d000d0
#define FLASH_READ_STATUS	0x00700070
#define FLASH_READ_ARRAY	0x00ff00ff
#define FLASH_READY		0x00800080

#define RANDOM_SEED_SIZE	32

struct fuses {
	uint8_t magic[16];
	uint8_t key[HW_UNIQUE_KEY_LENGTH];
	uint8_t check[TEE_SHA256_HASH_SIZE];
};

static const uint8_t fuses_magic[16] = "evlock fuses v1";

register_phys_mem_pgdir(MEM_AREA_IO_SEC, FUSES_PA, AREA_SIZE);

static vaddr_t area(void)
{
	vaddr_t va = (vaddr_t)phys_to_virt(FUSES_PA, MEM_AREA_IO_SEC, AREA_SIZE);

	if (!va)
		panic("secure flash is not mapped");
	return va;
}

static void read_flash(vaddr_t from, void *to, size_t size)
{
	uint8_t *bytes = to;
	size_t n = 0;

	for (n = 0; n < size; n++)
		bytes[n] = io_read8(from + n);
}

TEE_Result tee_otp_get_hw_unique_key(struct tee_hw_unique_key *hwkey)
{
	uint8_t check[TEE_SHA256_HASH_SIZE] = { 0 };
	struct fuses fuses = { 0 };

	read_flash(area(), &fuses, sizeof(fuses));
	if (memcmp(fuses.magic, fuses_magic, sizeof(fuses_magic)) ||
	    hash_sha256_check(fuses.check, (uint8_t *)&fuses, offsetof(struct fuses, check)))
		panic("no hardware unique key in the secure flash");
	memcpy(hwkey->data, fuses.key, sizeof(hwkey->data));
	memzero_explicit(&fuses, sizeof(fuses));
	memzero_explicit(check, sizeof(check));
	return TEE_SUCCESS;
}

static vaddr_t sector(unsigned int n)
{
	return area() + SECTOR_SIZE * (n + 1);
}

static bool is_erased(vaddr_t entry)
{
	return io_read32(entry) == ERASED && io_read32(entry + 4) == ERASED;
}

/* Entries are written in order, so the first erased one is found by halving. */
static size_t used_entries(vaddr_t base)
{
	size_t low = 0;
	size_t high = ENTRIES;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (is_erased(base + middle * ENTRY_SIZE))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* The newest whole entry: one torn by a loss of power does not match its complement, and the one before it counts. */
static uint32_t newest_value(vaddr_t base)
{
	size_t n = used_entries(base);

	for (; n; n--) {
		vaddr_t entry = base + (n - 1) * ENTRY_SIZE;
		uint32_t value = io_read32(entry);

		if (value == ~io_read32(entry + 4))
			return value;
	}
	return 0;
}

TEE_Result nv_counter_get_ree_fs(uint32_t *value)
{
	*value = MAX(newest_value(sector(0)), newest_value(sector(1)));
	return TEE_SUCCESS;
}

static void wait_and_read_array(vaddr_t at)
{
	io_write32(at, FLASH_READ_STATUS);
	while ((io_read32(at) & FLASH_READY) != FLASH_READY)
		;
	io_write32(at, FLASH_READ_ARRAY);
}

static void program(vaddr_t at, uint32_t word)
{
	io_write32(at, FLASH_PROGRAM);
	io_write32(at, word);
	wait_and_read_array(at);
}

static void erase(vaddr_t base)
{
	io_write32(base, FLASH_ERASE);
	io_write32(base, FLASH_CONFIRM);
	wait_and_read_array(base);
}

/* The sector that is being filled: the one with the larger value, unless it is full. */
static vaddr_t sector_to_write(void)
{
	unsigned int current = newest_value(sector(1)) > newest_value(sector(0));
	vaddr_t other = sector(!current);

	if (used_entries(sector(current)) < ENTRIES)
		return sector(current);
	/* The full one keeps the value until the other one has a larger. */
	if (!is_erased(other))
		erase(other);
	return other;
}

TEE_Result nv_counter_incr_ree_fs_to(uint32_t value)
{
	uint32_t current = 0;
	vaddr_t entry = 0;
	vaddr_t base = 0;

	nv_counter_get_ree_fs(&current);
	if (value <= current)
		return TEE_SUCCESS;
	if (value == ERASED)
		return TEE_ERROR_STORAGE_NO_SPACE;
	base = sector_to_write();
	entry = base + used_entries(base) * ENTRY_SIZE;
	program(entry, value);
	program(entry + 4, ~value);
	if (io_read32(entry) != value || io_read32(entry + 4) != ~value)
		return TEE_ERROR_STORAGE_NOT_AVAILABLE;
	return TEE_SUCCESS;
}

static void *secure_chosen(void *fdt, const char *name, int *size)
{
	return fdt_getprop_w(fdt, fdt_path_offset(fdt, "/secure-chosen"), name, size);
}

/* The secure device tree holds 32 bytes of the host's entropy; they are wiped before the normal world starts. */
void plat_rng_init(void)
{
	void *fdt = get_external_dt();
	void *seed = NULL;
	int size = 0;

	if (fdt)
		seed = secure_chosen(fdt, "rng-seed", &size);
	if (!seed || size < RANDOM_SEED_SIZE || crypto_rng_init(seed, size))
		panic("no entropy in the secure device tree");
	memzero_explicit(seed, size);
}

static int first_secure_node(const void *fdt)
{
	int node = 0;

	while (node >= 0 && fdt_get_status(fdt, node) != DT_STATUS_OK_SEC)
		node = fdt_next_node(fdt, node, NULL);
	return node;
}

/*
 * The normal world is given the same device tree, in the same place. Before that the seed of the secure world's own layout
 * is wiped, and what is the secure world's alone is taken out; by then all drivers have read it.
 */
static TEE_Result close_device_tree(void)
{
	void *fdt = get_external_dt();
	void *seed = NULL;
	int node = 0;
	int size = 0;

	if (!fdt)
		panic("no device tree");
	seed = secure_chosen(fdt, "kaslr-seed", &size);
	if (!seed || size <= 0)
		panic("no seed of the layout in the secure device tree");
	memzero_explicit(seed, size);
	if (fdt_del_node(fdt, fdt_path_offset(fdt, "/secure-chosen")))
		panic("the secure device tree stays");
	for (node = first_secure_node(fdt); node >= 0; node = first_secure_node(fdt))
		if (fdt_del_node(fdt, node))
			panic("a secure device stays in the device tree");
	return TEE_SUCCESS;
}

release_init_resource(close_device_tree);
