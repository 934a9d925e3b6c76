global-incdirs-y += .
global-incdirs-y += include
global-incdirs-y += src
# Only its public headers: util.h of its sources would hide OP-TEE's.
global-incdirs-y += secp256k1/include

cppflags-y += -DEVLOCK_SECURITY_CLASS=$(EVLOCK_SECURITY_CLASS)
# Small tables; the callbacks are ours and panic.
cppflags-y += -DECMULT_WINDOW_SIZE=4 -DCOMB_BLOCKS=11 -DCOMB_TEETH=6
cppflags-y += -DENABLE_MODULE_RECOVERY=1 -DENABLE_MODULE_ECDH=1
cppflags-y += -DUSE_EXTERNAL_DEFAULT_CALLBACKS=1 -DSECP256K1_STATIC=1
cflags-y += -O2 -Wno-aggregate-return

srcs-y += $(patsubst $(CURDIR)/%,%,$(sort $(wildcard $(CURDIR)/src/*.c)))
srcs-y += src/platform/tee.c

secp256k1-srcs := secp256k1.c precomputed_ecmult.c precomputed_ecmult_gen.c
srcs-y += $(addprefix secp256k1/src/,$(secp256k1-srcs))
cflags-secp256k1/src/secp256k1.c-y += -w
cflags-secp256k1/src/precomputed_ecmult.c-y += -w
cflags-secp256k1/src/precomputed_ecmult_gen.c-y += -w
