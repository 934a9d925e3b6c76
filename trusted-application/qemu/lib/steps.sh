# Steps with progress, logs of their own, and stamps that skip what has not changed.

say() { printf 'trustzone: %s\n' "$*"; }
warn() { printf 'trustzone: WARNING: %s\n' "$*" >&2; }
# Ends the build, or the subshell it is called in, and with an exit status that ends the build there.
die() {
	printf 'trustzone: %s\n' "$*" >&2 || true
	exit 1
}

# step NAME FUNCTION: runs it with its output in a log; on failure its last lines are shown.
step() {
	local name=$1 work=$2 started=$SECONDS
	LOG=$OUT/log/$work.log
	: >"$LOG"
	# Not in a condition: there `set -e` would be off inside the function.
	trap 'tail -n 40 "$LOG" >&2; die "$name failed; the whole log: $LOG"' ERR
	set -E
	SKIPPED=
	"$work"
	set +E
	trap - ERR
	say "$(printf '%-28s %4d s%s' "$name" $((SECONDS - started)) "${SKIPPED:+, unchanged}")"
}

quietly() { "$@" >>"$LOG" 2>&1; }

# One hash over names and contents of files and folders, and over texts (text:...).
hash_of() {
	local item
	for item in "$@"; do
		case $item in
		text:*) printf '%s\n' "$item" ;;
		*) find "$item" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum ;;
		esac
	done | sha256sum | cut -d' ' -f1
}

# unchanged NAME HASH RESULT...: whether NAME was last completed with these inputs, and what it made is there. Where not, its
# stamp goes: what is begun now may be broken off, and is then nothing that an earlier stamp stands for.
unchanged() {
	local stamp=$OUT/stamps/$1
	if [[ ! -f $stamp || $(<"$stamp") != "$2" ]] || ! are_there "${@:3}"; then
		rm -f "$stamp"
		return 1
	fi
	SKIPPED=yes
}
are_there() {
	local file
	for file in "$@"; do [[ -e $file ]] || return 1; done
}
completed() { printf '%s' "$2" >"$OUT/stamps/$1"; }
