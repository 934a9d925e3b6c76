#!/usr/bin/env bash
# Builds the TrustZone machine: TF-A with trusted board boot, OP-TEE, the trusted application, Debian's arm64 kernel and a
# ramdisk with the bridge. Everything comes from Debian packages, pinned by hash in pins.txt; every key is made here.
set -euo pipefail
shopt -s inherit_errexit
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
	cat <<-'TEXT'
		usage: build.sh [--out FOLDER] [--cache FOLDER] [--pin]

		  --out FOLDER    what is built, and this checkout's keys (default: trusted-application/qemu/out)
		  --cache FOLDER  downloads, shared between checkouts (default: ~/.cache/evlock/trustzone)
		  --pin           take the newest packages and write their versions and hashes to pins.txt

		Needs Debian's packages listed in packages.txt; says which are missing. Needs no root.
	TEXT
}

OUT=${EVLOCK_TRUSTZONE_OUT:-$HERE/out}
CACHE=${EVLOCK_TRUSTZONE_CACHE:-}
PIN=
while (($#)); do
	case $1 in
	--out) OUT=$2 && shift 2 ;;
	--cache) CACHE=$2 && shift 2 ;;
	--pin) PIN=yes && shift ;;
	--help) usage && exit 0 ;;
	*) usage >&2 && exit 2 ;;
	esac
done
# Without a home, as of a service, downloads stay with what is built of them.
[[ -n $CACHE ]] || CACHE=${XDG_CACHE_HOME:-${HOME:-$OUT}/.cache}/evlock/trustzone
umask 077
mkdir -p "$OUT/image" "$OUT/stamps" "$OUT/log" "$CACHE"
OUT=$(realpath "$OUT")
CACHE=$(realpath "$CACHE")
# One build at a time in a folder.
exec 9>"$OUT/lock"
flock --nonblock 9 || { echo "another build is at work in $OUT" >&2 && exit 1; }

for part in steps archive packages keys optee application firmware ramdisk; do
	# shellcheck source=/dev/null
	source "$HERE/lib/$part.sh"
done

need_host_packages
step 'packages, pinned by hash' fetch_packages
step 'keys of this checkout' make_keys
step 'OP-TEE' build_optee
step 'trusted application' build_application
step 'bridge' build_bridge
step 'ramdisk' build_ramdisk
step 'TF-A, signed firmware' build_firmware
write_manifest
say "built in $OUT/image in $SECONDS s"
newer=$(newer_than_pinned | paste -sd ,)
[[ -z $newer ]] || warn "newer than pinned, and not looked at: ${newer//,/, }"
