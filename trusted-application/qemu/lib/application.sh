# The trusted application, signed with this checkout's key, and the normal world's bridge to it.

TA_UUID=a8f3c0d4-6b1e-4f57-9d52-2f0e7c41b6aa

build_application() {
	local home stage=$OUT/build/application-source build=$OUT/build/application inputs
	home=$(realpath "$HERE/..")
	local -a own=("$home/Makefile" "$home/sub.mk" "$home/user_ta_header_defines.h" "$home/include" "$home/src")
	inputs=$(hash_of "text:$(pin_of optee-os) $(pin_of libsecp256k1)" "${own[@]}" "$OUT/keys/application.pub.pem")
	unchanged application "$inputs" && return
	# The kit wants everything below one folder.
	mkdir -p "$stage"
	rm -rf "${stage:?}"/{include,src}
	cp -a "${own[@]}" "$stage/"
	ln -sfn "$OUT/source/libsecp256k1" "$stage/secp256k1"
	quietly nice make -C "$stage" -j2 PYTHON3=/usr/bin/python3 CROSS_COMPILE=aarch64-linux-gnu- O="$build" \
		TA_DEV_KIT_DIR="$TA_KIT" TA_SIGN_KEY="$OUT/keys/application.pem"
	cp "$build/$TA_UUID.ta" "$OUT/image/"
	completed application "$inputs"
}

build_bridge() {
	local inputs
	inputs=$(hash_of "text:$(pin_of libteec2)" "$HERE/../host" "$HERE/../include")
	unchanged bridge "$inputs" && return
	quietly nice make -C "$HERE/../host" CC=aarch64-linux-gnu-gcc OUT="$OUT/build/host" SYSROOT="$OUT/guest"
	completed bridge "$inputs"
}
