#!/usr/bin/env bash
# Builds what is measured, beside the machine that `npm run trustzone:build` made: the trusted application with gauges,
# signed with this checkout's key, and the same loops natively. Both stay in out/measure; no image ever holds them.
set -euo pipefail
shopt -s inherit_errexit
MEASURE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
HERE=$(realpath "$MEASURE/../qemu")
OUT=$(realpath "${EVLOCK_TRUSTZONE_OUT:-$HERE/out}")
umask 077
mkdir -p "$OUT/measure"
exec 9>"$OUT/lock"
flock --nonblock 9 || { echo "another build is at work in $OUT" >&2 && exit 1; }

for part in steps packages application; do
	# shellcheck source=/dev/null
	source "$HERE/lib/$part.sh"
done
HOME_OF_APPLICATION=$(realpath "$MEASURE/..")
# What the gauges stand in front of.
WRAPPED=(malloc calloc free mempool_alloc mempool_free platform_store __utee_entry TA_InvokeCommandEntryPoint)

build_gauged_application() {
	local stage=$OUT/build/measure-source build=$OUT/build/measure
	stage_application "$HOME_OF_APPLICATION" "$stage"
	rm -rf "$stage/measure"
	cp -a "$MEASURE" "$stage/"
	printf '%s\n' 'global-incdirs-y += measure' 'srcs-y += measure/operations.c measure/gauges.c' >>"$stage/sub.mk"
	make_application "$stage" "$build" "LDADD=${WRAPPED[*]/#/--wrap=}"
	cp "$build/$TA_UUID.ta" "$OUT/measure/"
}

# With the library and the settings of the trusted application.
build_native() {
	local -a library=("$OUT"/source/libsecp256k1/src/{secp256k1,precomputed_ecmult,precomputed_ecmult_gen}.c) core=()
	local -a settings=(-DECMULT_WINDOW_SIZE=4 -DCOMB_BLOCKS=11 -DCOMB_TEETH=6 -DENABLE_MODULE_RECOVERY=1 -DENABLE_MODULE_ECDH=1
		-DUSE_EXTERNAL_DEFAULT_CALLBACKS=1 -DSECP256K1_STATIC=1 -D_GNU_SOURCE)
	local file
	for file in "$HOME_OF_APPLICATION"/src/*.c; do
		[[ $file == */entry.c ]] || core+=("$file")
	done
	quietly "${CC:-cc}" -std=c11 -O2 -w "${settings[@]}" -I"$HOME_OF_APPLICATION/include" -I"$HOME_OF_APPLICATION/src" \
		-I"$OUT/source/libsecp256k1/include" "$MEASURE"/{native,operations}.c "${core[@]}" \
		"$HOME_OF_APPLICATION/src/platform/native.c" "${library[@]}" -lmbedcrypto -o "$OUT/measure/operations"
}

step 'trusted application, gauged' build_gauged_application
step 'native loops' build_native
