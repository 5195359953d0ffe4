# hvsh: make, make check, make install. All output goes under $B.

B       = build
PREFIX  = /usr/local
DESTDIR =
CC      = cc
CFLAGS  = -O2 -g
# make SAN=address,undefined check
SAN     =

PKGS_HVSH  = libcurl openssl libxml-2.0 readline json-c
PKGS_HVSIM = libxml-2.0 libmicrohttpd gnutls
PKG_CONFIG = pkg-config

WARN    = -Wall -Wextra -Wshadow -Wstrict-prototypes
ifdef CI
WARN   += -Werror
endif
ALL_CPPFLAGS = -Isrc -I$B/gen -D_GNU_SOURCE $(CPPFLAGS)
ALL_CFLAGS   = -std=c11 $(WARN) $(CFLAGS) \
	$(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer) \
	$(shell $(PKG_CONFIG) --cflags $(sort $(PKGS_HVSH) $(PKGS_HVSIM)) 2>/dev/null)
ALL_LDFLAGS  = $(if $(SAN),-fsanitize=$(SAN)) $(LDFLAGS)

srcs      = $(wildcard src/$(1)/*.c)
objs      = $(patsubst %.c,$B/%.o,$(1))
COMMON    = $(call objs,$(call srcs,base) $(call srcs,xml))
CLIENT    = $(call objs,$(foreach d,http wsman wmi hv config shell cmd,$(call srcs,$d)))
SIM       = $(call objs,$(filter-out src/sim/main.c,$(call srcs,sim)))
UNIT      = $(patsubst tests/unit/%.c,$B/tests/%,$(wildcard tests/unit/test_*.c))

all: $B/hvsh $B/hvsim

$B/hvsh: $B/src/main.o $B/libhvsh.a
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(PKGS_HVSH)) $(LIBS)

$B/hvsim: $B/src/sim/main.o $B/libhvsim.a
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(PKGS_HVSIM)) $(LIBS)

$B/libhvsh.a: $(COMMON) $(CLIENT)
$B/libhvsim.a: $(COMMON) $(SIM)
$B/%.a:
	@rm -f $@
	$(AR) rcs $@ $^

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# A unit test of the simulated host is named test_sim_*.
$B/tests/test_sim_%: $B/tests/unit/test_sim_%.o $B/libhvsim.a
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(PKGS_HVSIM) cmocka) $(LIBS)
$B/tests/%: $B/tests/unit/%.o $B/libhvsh.a
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(PKGS_HVSH) cmocka) $(LIBS)

unit: $(UNIT)

clean:
	rm -rf $B

.PHONY: all unit clean
.SECONDARY:
-include $(shell find $B -name '*.d' 2>/dev/null)
