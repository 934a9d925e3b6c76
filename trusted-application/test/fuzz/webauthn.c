/* SPDX-License-Identifier: Apache-2.0 */
/* Assertions: none that a fuzzer makes was made by the passkey. */
#include "fuzz.h"

#include "webauthn.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint8_t text[] = "localhost";
	/* The base point of P-256: nobody here knows what multiplies to it but one. */
	static const struct passkey passkey = {
		{ 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2,
		  0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96 },
		{ 0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16,
		  0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5 },
	};
	const struct bytes name = { text, sizeof(text) - 1 };
	struct origin origin = { .size = sizeof(text) - 1 };
	const struct relying_party party = { name, &origin, 1, &passkey, 1 };
	const uint8_t challenge[HASH_SIZE] = { 0 };
	struct reader in = { data, size };
	struct assertion assertion = { 0 };

	memcpy(origin.text, text, origin.size);
	PROMISE(is_passkey(&passkey));
	if (succeeded(read_assertion(&in, &assertion)))
		PROMISE(!succeeded(check_assertion(&assertion, challenge, &party)));
	return 0;
}
