# Debian's packages for the guest, and sources: cached, and held to pins.txt.

# Binary packages of the guest, from trixie for arm64; the kernel besides, see kernel_package.
GUEST_PACKAGES=(busybox-static libc6 libteec2 optee-client-dev tee-supplicant)
# Source packages and the suite each comes from. Only sid has an OP-TEE whose sources are to be had.
SOURCE_PACKAGES=(optee-os/sid arm-trusted-firmware/trixie mbedtls/trixie libsecp256k1/trixie)
PINS=$HERE/pins.txt

need_host_packages() {
	local missing
	mapfile -t missing < <(grep -v '^#' "$HERE/packages.txt" | while read -r name; do
		[[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || echo "$name"
	done)
	((${#missing[@]} == 0)) || die "missing packages; as root: apt-get install --no-install-recommends ${missing[*]}"
}

fetch_packages() {
	take_packages
	unpack_guest
	unpack_sources
}

# pins.txt: sha256, package, version, suite and file of each download. A source is pinned by its .dsc, which holds the
# hashes of its tarballs. What is used stands in $OUT/packages; of that, what is newer than pinned stands in $OUT/newer,
# behind the pin's hash, so that a second build needs no network.
take_packages() {
	mkdir -p "$CACHE/files"
	touch "$OUT/newer"
	: >"$OUT/newer.new"
	local line
	if [[ -n $PIN ]]; then
		take_newest >"$OUT/packages.new"
		{ sed -n '/^#/p' "$PINS" && cat "$OUT/packages.new"; } >"$PINS.new"
		chmod --reference="$PINS" "$PINS.new"
		mv "$PINS.new" "$PINS"
	else
		while read -r line; do take_pinned "$line"; done < <(grep -v '^#' "$PINS") >"$OUT/packages.new"
	fi
	mv "$OUT/packages.new" "$OUT/packages"
	mv "$OUT/newer.new" "$OUT/newer"
	leave_archive
}

# Prints the line of what is used for a line of pins.txt.
take_pinned() {
	local used
	used=$(in_cache "$1")
	if [[ -z $used ]]; then
		prepare_archive
		used=$(take_from_archive "$1")
	fi
	if [[ $used != "$1" ]]; then
		# Signed by Debian too, and built with our keys as ever; but nobody has looked at it.
		warn "$(named "$1") is gone from Debian's archive; used is $(named "$used"). Run build.sh --pin, look at what changed, commit pins.txt"
		echo "${1%% *} $used" >>"$OUT/newer.new"
	fi
	echo "$used"
}

# The package and version that a line is about.
named() { awk '{ print $2, $3 }' <<<"$1"; }

newer_than_pinned() { awk '{ print $3, $4 }' "$OUT/newer"; }

# Prints what the cache has for a line of pins.txt: the pinned, or what an earlier build took in its place; or nothing.
in_cache() {
	local line
	while read -r line; do
		if have "$line"; then
			echo "$line"
			return
		fi
	done < <(echo "$1" && sed -n "s/^${1%% *} //p" "$OUT/newer")
}

# The pinned version as long as the archive's lists name it, and the newest one then. A download that fails is not taken for
# a version that is gone.
take_from_archive() {
	local package version suite file listed line
	read -r _ package version suite file <<<"$1"
	# Another build may have had it while this one waited for the cache.
	line=$(in_cache "$1")
	if [[ -n $line ]]; then
		echo "$line"
		return
	fi
	listed=$(versions_of "$package" "$suite")
	if grep -qxF "$version" <<<"$listed"; then
		download "$package" "$version"
		line=$(downloaded_line "$package" "$version" "$suite")
		[[ $line == "$1" ]] || die "$file is not what pins.txt says; nothing of it is used"
		keep_download
		echo "$line"
	else
		[[ $package != linux-image-* ]] || package=$(kernel_package)
		take_newest_of "$package" "$suite" "$version"
	fi
}

take_newest() {
	prepare_archive
	local package
	package=$(kernel_package)
	for package in "$package" "${GUEST_PACKAGES[@]}"; do take_newest_of "$package" trixie; done
	for package in "${SOURCE_PACKAGES[@]}"; do take_newest_of "${package%/*}" "${package#*/}"; done
}

# take_newest_of PACKAGE SUITE [PINNED]: downloads the newest version and prints its line for pins.txt. An archive that has only
# older ones than the pinned is a stale one.
take_newest_of() {
	local listed version
	listed=$(versions_of "$1" "$2")
	# shellcheck disable=SC2086 # one word a version
	version=$(newest_version $listed)
	[[ -n $version ]] || die "Debian's archive has no $1 in $2 at all"
	[[ $(newest_version "${3:-0}" "$version") == "$version" ]] || die "Debian's archive has $1 $version, which is older than the pinned $3"
	download "$1" "$version"
	downloaded_line "$1" "$version" "$2"
	keep_download
}

downloaded_line() {
	local file sha
	file=$(downloaded_file)
	sha=$(sha_of "$FRESH/$file")
	echo "$sha $1 $2 $3 $file"
}

sha_of() { sha256sum <"$1" | cut -d' ' -f1; }

# Whether the cache has what a line names, byte for byte.
have() {
	local sha file
	read -r sha _ _ _ file <<<"$1"
	[[ -f $CACHE/files/$file && $(sha_of "$CACHE/files/$file") == "$sha" ]] && whole "$CACHE/files/$file"
}

# A source is whole when the tarballs that its .dsc names stand beside it.
whole() {
	[[ $1 != *.dsc ]] || (
		cd "${1%/*}" &&
			sed -n '/^Checksums-Sha256:/,/^[^ ]/s/^ \([0-9a-f]\{64\}\) [0-9]* /\1  /p' "${1##*/}" | sha256sum --check --status 2>/dev/null
	)
}

is_source() { [[ " ${SOURCE_PACKAGES[*]} " == *" $1/"* ]]; }

file_of() { awk -v package="$1" '$2 == package { print $5 }' "$OUT/packages"; }
# A package's line: its version and hash, for stamps.
pin_of() { awk -v package="$1" '$2 == package' "$OUT/packages"; }

unpack_guest() {
	local inputs file
	inputs=$(hash_of "text:$(grep '\.deb$' "$OUT/packages")")
	unchanged guest "$inputs" "$OUT/guest" "$OUT/image/kernel" && SKIPPED= && return
	rm -rf "$OUT/guest" && mkdir "$OUT/guest"
	for file in $(awk '$5 ~ /\.deb$/ { print $5 }' "$OUT/packages"); do
		quietly dpkg-deb -x "$CACHE/files/$file" "$OUT/guest"
	done
	cp "$OUT"/guest/boot/vmlinuz-* "$OUT/image/kernel"
	completed guest "$inputs"
}

# Sources are unpacked anew when their version changes. What was built of OP-TEE goes with it: its files are of the days of
# its packagers, and make goes by time. What is built of the others is built from nothing each time.
unpack_sources() {
	local package inputs
	mkdir -p "$OUT/source"
	for package in "${SOURCE_PACKAGES[@]%/*}"; do
		inputs=$(hash_of "text:$(pin_of "$package")")
		unchanged "source-$package" "$inputs" "$OUT/source/$package" && SKIPPED= && continue
		rm -rf "$OUT/source/$package" "$OUT/build/$package"
		quietly dpkg-source --require-strong-checksums --no-check -x "$CACHE/files/$(file_of "$package")" "$OUT/source/$package"
		completed "source-$package" "$inputs"
	done
}
