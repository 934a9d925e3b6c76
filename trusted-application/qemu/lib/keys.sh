# This checkout's own keys: whoever has them makes firmware and applications that its machines trust. Never committed,
# never a key that anybody else has: Debian's OP-TEE trusts a test key whose private half is public.

make_keys() {
	KEYS=$OUT/keys
	mkdir -p "$KEYS"
	chmod 0700 "$KEYS"
	make_key "$KEYS/firmware-root.pem"
	make_key "$KEYS/application.pem"
	openssl pkey -in "$KEYS/application.pem" -pubout -out "$KEYS/application.pub.pem"
}

make_key() {
	[[ -s $1 ]] && return
	quietly openssl genrsa -out "$1.new" 2048
	mv "$1.new" "$1"
}
