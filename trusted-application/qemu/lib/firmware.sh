# TF-A with trusted board boot. BL33 is the kernel itself, so that it is part of the signed chain; there is no other loader.

FLASH_SECTOR=262144
FIRMWARE_SETTINGS=(E=0 CROSS_COMPILE=aarch64-linux-gnu- PLAT=qemu SPD=opteed QEMU_USE_GIC_DRIVER=QEMU_GICV3
	DEBUG=0 LOG_LEVEL=20 ARM_LINUX_KERNEL_AS_BL33=1 BL32_RAM_LOCATION=tdram TRUSTED_BOARD_BOOT=1 GENERATE_COT=1)

build_firmware() {
	local source=$OUT/source/arm-trusted-firmware build=$OUT/build/firmware core=$OUT/build/optee-os/core inputs
	inputs=$(hash_of "text:$(pin_of arm-trusted-firmware) $(pin_of mbedtls) ${FIRMWARE_SETTINGS[*]}" \
		"$core/tee-header_v2.bin" "$core/tee-pager_v2.bin" "$OUT/image/kernel" "$OUT/keys/firmware-root.pem" "$HERE/lib/firmware.sh")
	unchanged firmware "$inputs" "$OUT/image/firmware" && return
	# From nothing, in seconds: as the trusted application.
	rm -rf "$build"
	mkdir -p "$build/qemu/release"
	install -m 0600 "$OUT/keys/firmware-root.pem" "$build/qemu/release/rot_key.pem"
	quietly nice make -C "$source" -j"$(nproc)" "${FIRMWARE_SETTINGS[@]}" BUILD_BASE="$build" MBEDTLS_DIR="$OUT/source/mbedtls" \
		BL32="$core/tee-header_v2.bin" BL32_EXTRA1="$core/tee-pager_v2.bin" BL33="$OUT/image/kernel" all fip
	# BL1, and from the second sector on the package of all that it starts; the rest of the flash is the machine's own.
	head -c $((FLASH_SECTOR + $(stat -c %s "$build/qemu/release/fip.bin"))) "$build/qemu/release/qemu_fw.rom" >"$OUT/image/firmware"
	completed firmware "$inputs"
}

# What a test or a person wants to know of a build.
write_manifest() {
	{
		printf '{\n'
		printf '  "application": "%s",\n' "$(sha256sum <"$OUT/image/$TA_UUID.ta" | cut -d' ' -f1)"
		printf '  "firmware": "%s",\n' "$(sha256sum <"$OUT/image/firmware" | cut -d' ' -f1)"
		printf '  "newerThanPinned": [%s],\n' "$(newer_than_pinned | sed 's/.*/"&"/' | paste -sd ,)"
		printf '  "applicationSize": %s\n' "$(stat -c %s "$OUT/image/$TA_UUID.ta")"
		printf '}\n'
	} >"$OUT/image/manifest.json"
}
