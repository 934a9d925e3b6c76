# Debian's packages for the guest, and sources: fetched by apt with a state of its own, cached, held to pins.txt.

# Binary packages of the guest, from trixie for arm64. The kernel's name changes with its version: see kernel_package.
GUEST_PACKAGES=(busybox-static libc6 libteec2 optee-client-dev tee-supplicant)
# Source packages and the suite each comes from. Only sid has an OP-TEE whose sources are to be had.
SOURCE_PACKAGES=(optee-os/sid arm-trusted-firmware/trixie mbedtls/trixie libsecp256k1/trixie)
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
PINS=$HERE/pins.txt

need_host_packages() {
	local missing
	mapfile -t missing < <(grep -v '^#' "$HERE/packages.txt" | while read -r name; do
		[[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || echo "$name"
	done)
	((${#missing[@]} == 0)) || die "missing packages; as root: apt-get install --no-install-recommends ${missing[*]}"
}

# pins.txt: sha256, package, version, suite and file of each download. A source is pinned by its .dsc, which holds the
# hashes of its tarballs. What is used, pinned or newer, stands in $OUT/packages.
fetch_packages() {
	mkdir -p "$CACHE/files"
	local line
	if [[ -n $PIN ]]; then
		fetch_newest >"$OUT/packages"
		{ sed -n '/^#/p' "$PINS" && cat "$OUT/packages"; } >"$PINS.new"
		mv "$PINS.new" "$PINS"
	else
		while read -r line; do fetch_pinned "$line"; done < <(grep -v '^#' "$PINS") >"$OUT/packages"
	fi
	unpack_guest
	unpack_sources
}

# Prints the line of what is used: the pinned one, or the newest where the archive has forgotten it.
fetch_pinned() {
	local sha package version suite file
	read -r sha package version suite file <<<"$1"
	if ! matches "$file" "$sha"; then
		prepare_apt
		rm -f "$CACHE/files/$file"
		if download "$package=$version" "$suite"; then
			matches "$file" "$sha" || die "$file is not what pins.txt says; nothing of it is used"
		else
			# Signed by Debian too, built with our keys as ever; but nobody has looked at it.
			warn "$package $version is gone from the archive: the newest one is taken. Run build.sh --pin, look, commit pins.txt"
			[[ $package != linux-image-* ]] || package=$(kernel_package)
			newest_of "$package" "$suite"
			return
		fi
	fi
	echo "$sha $package $version $suite $file"
}

matches() { [[ -f $CACHE/files/$1 ]] && echo "$2  $CACHE/files/$1" | sha256sum --check --status; }

fetch_newest() {
	prepare_apt
	local package
	for package in "$(kernel_package)" "${GUEST_PACKAGES[@]}"; do newest_of "$package" trixie; done
	for package in "${SOURCE_PACKAGES[@]}"; do newest_of "${package%/*}" "${package#*/}"; done
}

# Downloads the newest version and prints its line for pins.txt.
newest_of() {
	local package=$1 suite=$2 file
	download "$package" "$suite"
	file=$(newest_file "$package")
	echo "$(sha256sum <"$CACHE/files/$file" | cut -d' ' -f1) $package $(version_of "$CACHE/files/$file") $suite $file"
}

newest_file() {
	local kind=deb
	! is_source "$1" || kind=dsc
	find "$CACHE/files" -name "${1}_*.$kind" -printf '%T@ %f\n' | sort -rn | sed -n '1s/^[^ ]* //p'
}

version_of() {
	case $1 in
	*.deb) dpkg-deb --field "$1" Version ;;
	*) sed -n 's/^Version: //p' "$1" | head -n 1 ;;
	esac
}

is_source() { [[ " ${SOURCE_PACKAGES[*]} " == *" $1/"* ]]; }

# The image that the cloud kernel's own package depends on: small, with OP-TEE's driver.
kernel_package() {
	apt_cache depends linux-image-cloud-arm64 | sed -n 's/.*Depends: \(linux-image-[^ ]*\).*/\1/p' | head -n 1
}

download() {
	local package=$1 suite=$2
	(
		cd "$CACHE/files"
		if is_source "${package%%=*}"; then
			if [[ $package == *=* ]]; then
				apt_get source --download-only "$package"
			else
				apt_get source --download-only "$package/$suite"
			fi
		else
			apt_get download "$package"
		fi
		# A newest file is found by its time.
		touch "${package%%=*}"_* 2>/dev/null
	) >>"$LOG" 2>&1
}

# apt as any user, with lists and settings of its own. The mirror is the one that this machine's apt already uses.
prepare_apt() {
	[[ -z ${APT_READY:-} ]] || return 0
	local apt=$CACHE/apt mirror
	[[ -r $KEYRING ]] || die "no $KEYRING; as root: apt-get install debian-archive-keyring"
	mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
		grep -E '/debian/?$' | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
	[[ -n $mirror ]] || die 'no Debian mirror among the sources of this machine (apt-get indextargets)'
	mkdir -p "$apt"/{lists/partial,archives/partial,parts}
	cat >"$apt/sources.list" <<-TEXT
		deb [arch=arm64 signed-by=$KEYRING] $mirror trixie main
		deb-src [signed-by=$KEYRING] $mirror trixie main
		deb-src [signed-by=$KEYRING] $mirror sid main
	TEXT
	quietly apt_get update
	APT_READY=yes
}

apt_options() {
	local apt=$CACHE/apt
	APT_OPTIONS=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=$apt/parts"
		-o "Dir::Etc::preferencesparts=$apt/parts" -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt"
		-o "Dir::State::status=/dev/null" -o APT::Architecture=arm64 -o APT::Architectures=arm64
		-o APT::Sandbox::User= -o Debug::NoLocking=1 -o Acquire::Languages=none
		-o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false)
}
apt_get() { apt_options && apt-get "${APT_OPTIONS[@]}" "$@"; }
apt_cache() { apt_options && apt-cache "${APT_OPTIONS[@]}" "$@"; }

file_of() { awk -v package="$1" '$2 == package { print $5 }' "$OUT/packages"; }
# A package's line: its version and hash, for stamps.
pin_of() { awk -v package="$1" '$2 == package' "$OUT/packages"; }

unpack_guest() {
	local inputs file
	inputs=$(hash_of "text:$(grep '\.deb$' "$OUT/packages")")
	unchanged guest "$inputs" && SKIPPED= && return
	rm -rf "$OUT/guest" && mkdir "$OUT/guest"
	for file in $(awk '$5 ~ /\.deb$/ { print $5 }' "$OUT/packages"); do
		quietly dpkg-deb -x "$CACHE/files/$file" "$OUT/guest"
	done
	cp "$OUT"/guest/boot/vmlinuz-* "$OUT/image/kernel"
	completed guest "$inputs"
}

# Sources are unpacked anew when their version changes, and with them everything that was built from them goes.
unpack_sources() {
	local package inputs
	mkdir -p "$OUT/source"
	for package in "${SOURCE_PACKAGES[@]%/*}"; do
		inputs=$(hash_of "text:$(pin_of "$package")")
		unchanged "source-$package" "$inputs" && SKIPPED= && continue
		rm -rf "$OUT/source/$package" "$OUT/build/$package"
		quietly dpkg-source --require-strong-checksums --no-check -x "$CACHE/files/$(file_of "$package")" "$OUT/source/$package"
		completed "source-$package" "$inputs"
	done
}
