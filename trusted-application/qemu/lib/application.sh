# The trusted application, signed with this checkout's key, and the normal world's bridge to it.

TA_UUID=a8f3c0d4-6b1e-4f57-9d52-2f0e7c41b6aa

build_application() {
	local home build=$OUT/build/application inputs
	home=$(realpath "$HERE/..")
	local -a own
	mapfile -t own < <(application_sources "$home")
	inputs=$(hash_of "text:$(pin_of optee-os) $(pin_of libsecp256k1) ${OPTEE_SETTINGS[*]}" "${own[@]}" "$OUT/keys/application.pub.pem")
	unchanged application "$inputs" "$OUT/image/$TA_UUID.ta" && return
	stage_application "$home" "$OUT/build/application-source"
	make_application "$OUT/build/application-source" "$build"
	cp "$build/$TA_UUID.ta" "$OUT/image/"
	completed application "$inputs"
}

application_sources() { printf '%s\n' "$1"/{Makefile,sub.mk,user_ta_header_defines.h,include,src}; }

# stage_application HOME STAGE: the kit wants everything below one folder.
stage_application() {
	local -a own
	mapfile -t own < <(application_sources "$1")
	mkdir -p "$2"
	rm -rf "${2:?}"/{include,src}
	cp -a "${own[@]}" "$2/"
	ln -sfn "$OUT/source/libsecp256k1" "$2/secp256k1"
}

# make_application STAGE BUILD [SETTING...]: from nothing, in seconds. make would take a library of another version for older
# than what it built of the one before.
make_application() {
	rm -rf "${2:?}"
	quietly nice make -C "$1" -j"$(nproc)" PYTHON3=/usr/bin/python3 CROSS_COMPILE=aarch64-linux-gnu- O="$2" \
		TA_DEV_KIT_DIR="$OUT/build/optee-os/export-ta_arm64" TA_SIGN_KEY="$OUT/keys/application.pem" "${@:3}"
}

build_bridge() {
	local inputs
	inputs=$(hash_of "text:$(pin_of libteec2) $(pin_of optee-client-dev)" "$HERE/../host" "$HERE/../include" "$HERE/../src/generated")
	unchanged bridge "$inputs" "$OUT/build/host/evlock-bridge" && return
	rm -rf "$OUT/build/host"
	quietly nice make -C "$HERE/../host" CC=aarch64-linux-gnu-gcc OUT="$OUT/build/host" SYSROOT="$OUT/guest"
	completed bridge "$inputs"
}
