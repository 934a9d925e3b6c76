# OP-TEE from Debian's source, with our platform code: hardware key and rollback counter in the secure flash, entropy from
# the secure device tree.

OPTEE_SETTINGS=(PYTHON3=/usr/bin/python3 PLATFORM=vexpress-qemu_armv8a
	CROSS_COMPILE=aarch64-linux-gnu- CROSS_COMPILE64=aarch64-linux-gnu-
	CFG_ARM_GICV3=y CFG_ARM64_core=y CFG_USER_TA_TARGETS=ta_arm64 CFG_CRYPTO_WITH_CE=y
	CFG_INSECURE=n CFG_REE_FS_HTREE_HASH_SIZE_COMPAT=n
	CFG_DT_DRIVER_EMBEDDED_TEST=n CFG_ENABLE_EMBEDDED_TESTS=n CFG_BUILD_IN_TREE_TA=n
	CFG_TEE_CORE_LOG_LEVEL=1 CFG_TEE_TA_LOG_LEVEL=1)

build_optee() {
	local source=$OUT/source/optee-os build=$OUT/build/optee-os platform inputs
	inputs=$(hash_of "text:$(pin_of optee-os) ${OPTEE_SETTINGS[*]}" "$HERE/platform" "$OUT/keys/application.pub.pem")
	TA_KIT=$build/export-ta_arm64
	unchanged optee "$inputs" "$TA_KIT" "$build"/core/tee-{header,pager}_v2.bin && return
	platform=$source/core/arch/arm/plat-vexpress
	cp "$HERE/platform/evlock_platform.c" "$platform/"
	grep -q evlock_platform.c "$platform/sub.mk" || echo 'srcs-y += evlock_platform.c' >>"$platform/sub.mk"
	quietly nice make -C "$source" -j"$(nproc)" O="$build" TA_SIGN_KEY="$OUT/keys/application.pem" "${OPTEE_SETTINGS[@]}"
	completed optee "$inputs"
}
