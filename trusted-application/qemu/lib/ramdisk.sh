# The normal world: busybox, OP-TEE's supplicant, the bridge, our signed application, and the kernel's modules for them.

MODULES=(drivers/tee/tee drivers/tee/optee/optee drivers/char/virtio_console drivers/block/virtio_blk
	lib/crc16 fs/mbcache fs/jbd2/jbd2 crypto/crc32c_generic fs/ext4/ext4)

build_ramdisk() {
	local root=$OUT/build/ramdisk guest=$OUT/guest inputs
	inputs=$(hash_of "text:$(grep '\.deb$' "$OUT/packages")" "$HERE/lib/ramdisk.sh" "$HERE/guest" "$OUT/build/host/evlock-bridge" "$OUT/image/$TA_UUID.ta")
	unchanged ramdisk "$inputs" "$OUT/image/ramdisk" && return
	rm -rf "$root"
	mkdir -p "$root"/{dev,proc,sys,tmp,data,modules,usr/bin,usr/sbin,usr/lib/aarch64-linux-gnu,usr/lib/optee_armtz,etc}
	local link
	for link in bin sbin lib; do ln -s "usr/$link" "$root/$link"; done
	install -m 0755 "$guest/usr/bin/busybox" "$root/usr/bin/busybox"
	ln -s busybox "$root/usr/bin/sh"
	install -m 0755 "$guest/usr/sbin/tee-supplicant" "$OUT/build/host/evlock-bridge" "$root/usr/sbin/"
	install -m 0644 "$OUT/image/$TA_UUID.ta" "$root/usr/lib/optee_armtz/"
	cp "$HERE"/guest/etc/* "$root/etc/"
	install -m 0755 "$HERE/guest/init" "$root/init"
	copy_libraries "$root"
	copy_modules "$root"
	chmod -R a+rX "$root"
	pack "$root" >"$OUT/image/ramdisk"
	completed ramdisk "$inputs"
}

copy_libraries() {
	local from=$OUT/guest/usr/lib/aarch64-linux-gnu to=$1/usr/lib/aarch64-linux-gnu
	cp -a "$from/../ld-linux-aarch64.so.1" "$1/usr/lib/" 2>/dev/null || true
	cp -a "$from"/ld-linux-aarch64.so.1 "$from"/libc.so.6 "$from"/libteec.so.2* "$to/"
	[[ -e $1/usr/lib/ld-linux-aarch64.so.1 ]] || ln -s aarch64-linux-gnu/ld-linux-aarch64.so.1 "$1/usr/lib/"
}

# A module that the kernel has built in has no file.
copy_modules() {
	local module from
	from=$(find "$OUT/guest/usr/lib/modules" -mindepth 1 -maxdepth 1)
	for module in "${MODULES[@]}"; do
		if [[ -f $from/kernel/$module.ko.xz ]]; then
			xz -dc "$from/kernel/$module.ko.xz" >"$1/modules/${module##*/}.ko"
		else
			grep -qxF "kernel/$module.ko" "$from/modules.builtin" || die "the kernel has no module $module, nor has it built in"
		fi
	done
	printf '%s\n' "${MODULES[@]##*/}" >"$1/modules/order"
}

# The same files always give the same bytes.
pack() {
	(cd "$1" && find . -print0 | LC_ALL=C sort -z | cpio --null -o -H newc --quiet -R 0:0 --reproducible | gzip -n -1)
}
