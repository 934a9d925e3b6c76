# Debian's archive by apt, as any user, with lists and settings of its own. apt holds all that it fetches to the archive's
# signature. No function here is called in a condition, where `set -e` would be off inside it: what fails, fails the build.

KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# The one that its apt already uses. Without the setting apt tells only of what it has fetched, which images of containers wipe.
mirror_of_this_machine() {
	apt-get -o APT::Get::IndexTargets::ReleaseInfo=false indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
		awk '/\/debian\/?$/ { if (++count[$1] > most) { most = count[$1]; mirror = $1 } } END { printf "%s", mirror }'
}

# Reads the archive's lists, once.
prepare_archive() {
	[[ -z ${ARCHIVE_READY:-} ]] || return 0
	local apt=$CACHE/apt mirror
	[[ -r $KEYRING ]] || die "no $KEYRING; as root: apt-get install debian-archive-keyring"
	mirror=$(mirror_of_this_machine)
	[[ -n $mirror ]] || die 'no Debian mirror among the sources of this machine (apt-get indextargets)'
	# Checkouts share the cache. Released by leave_archive, or with the build's end.
	exec 8>"$CACHE/lock"
	flock 8
	FRESH=$CACHE/fresh
	trap 'rm -rf "$FRESH"' EXIT
	mkdir -p "$apt"/{lists/partial,archives/partial,parts}
	cat >"$apt/sources.list" <<-TEXT
		deb [arch=arm64 signed-by=$KEYRING] $mirror trixie main
		deb-src [signed-by=$KEYRING] $mirror trixie main
		deb-src [signed-by=$KEYRING] $mirror sid main
	TEXT
	quietly apt_get update || die_of_apt "the lists of Debian's archive at $mirror cannot be had, or are not signed by it"
	ARCHIVE_READY=yes
}

leave_archive() { [[ -z ${ARCHIVE_READY:-} ]] || exec 8>&-; }

apt_options() {
	local apt=$CACHE/apt
	# Any: without it apt goes on with old lists where it gets no new ones. The caches, which images of containers turn off,
	# spare each call to read all lists.
	APT_OPTIONS=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=$apt/parts"
		-o "Dir::Etc::preferencesparts=$apt/parts" -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt"
		-o "Dir::State::status=/dev/null" -o APT::Architecture=arm64 -o APT::Architectures=arm64
		-o APT::Sandbox::User= -o Debug::NoLocking=1 -o Acquire::Languages=none -o APT::Update::Error-Mode=any
		-o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
		-o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache=srcpkgcache.bin)
}
apt_get() { apt_options && apt-get "${APT_OPTIONS[@]}" "$@"; }
apt_cache() { apt_options && apt-cache "${APT_OPTIONS[@]}" "$@"; }

die_of_apt() {
	grep '^E: ' "$LOG" | tail -n 3 >&2 || true
	die "$1; the whole log: $LOG"
}

# The versions of a package that a suite's lists name, one a line.
versions_of() {
	local kind=Packages
	! is_source "$1" || kind=Sources
	apt_cache madison "$1" 2>>"$LOG" | awk -F '|' -v package="$1" -v suite="$2/" -v kind="$kind" '
		{ gsub(/ /, "", $1); gsub(/ /, "", $2); n = split($3, place, " ") }
		$1 == package && index(place[2], suite) == 1 && place[n] == kind { print $2 }'
}

# The newest of these versions; nothing where there are none.
newest_version() {
	local version newest=
	for version in "$@"; do
		[[ -n $newest ]] && dpkg --compare-versions "$version" le "$newest" || newest=$version
	done
	printf '%s' "$newest"
}

# The image that the cloud kernel's own package depends on: small, with OP-TEE's driver. Its name changes with its version.
kernel_package() {
	local package
	package=$(apt_cache depends linux-image-cloud-arm64 2>>"$LOG" | awk '$1 == "Depends:" && /linux-image-/ { print $2 }')
	[[ $package == linux-image-+([^[:space:]]) ]] || die "linux-image-cloud-arm64 depends on '$package', which is no kernel"
	printf '%s' "$package"
}

# Downloads exactly this version, to $FRESH. Nothing reaches the cache before it is whole: see keep_download.
download() {
	local -a get=(download)
	! is_source "$1" || get=(source --download-only)
	rm -rf "$FRESH"
	mkdir "$FRESH"
	(cd "$FRESH" && apt_get "${get[@]}" "$1=$2") >>"$LOG" 2>&1 ||
		die_of_apt "$1 $2 is in the lists of Debian's archive, but cannot be downloaded"
}

# What identifies a download: the package, or the .dsc of a source.
downloaded_file() {
	local -a files
	mapfile -t files < <(find "$FRESH" -type f \( -name '*.deb' -o -name '*.dsc' \) -printf '%f\n')
	((${#files[@]} == 1)) || die "one package was to be downloaded, and ${#files[@]} are there: ${files[*]}"
	whole "$FRESH/${files[0]}" || die "${files[0]} was downloaded in part; nothing of it is used"
	printf '%s' "${files[0]}"
}

keep_download() {
	mv "$FRESH"/* "$CACHE/files/"
	rmdir "$FRESH"
}
