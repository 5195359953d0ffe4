# hvsh: make, make check, make demo, make install (README.md has them all).
# All output goes under $B; a sanitised or measured build has a $B of its own.

PREFIX  = /usr/local
DESTDIR =
CC      = cc
CFLAGS  = -O2 -g
# make SAN=address,undefined check
SAN     =
B       = build$(if $(SAN),/san)

PKGS_HVSH  = libcurl openssl libxml-2.0 readline json-c libpng
PKGS_HVSIM = libxml-2.0 libmicrohttpd gnutls
PKG_CONFIG = pkg-config

# What only runs programs that look for themselves, or builds nothing, works
# without the libraries; all else stops here and says what is missing.
FREE = clean check demo bench coverage uninstall
ifneq ($(filter-out $(FREE),$(or $(MAKECMDGOALS),all)),)
ifneq ($(shell $(PKG_CONFIG) --exists $(PKGS_HVSH) $(PKGS_HVSIM) 2>&1 || echo no),)
$(info $(shell CC=$(CC) PKG_CONFIG=$(PKG_CONFIG) sh tests/deps --why build 1>&2))
$(error not all that the build needs is there)
endif
endif

WARN    = -Wall -Wextra -Wshadow -Wstrict-prototypes \
	-Wno-missing-field-initializers
ifdef CI
WARN   += -Werror
endif
pc      = $(shell $(PKG_CONFIG) $(1) 2>/dev/null)
PC_CFLAGS   := $(call pc,--cflags $(sort $(PKGS_HVSH) $(PKGS_HVSIM)))
LIBS_HVSH   := $(call pc,--libs $(PKGS_HVSH))
LIBS_HVSIM  := $(call pc,--libs $(PKGS_HVSIM))
LIBS_CMOCKA := $(call pc,--libs cmocka)
ALL_CPPFLAGS = -Isrc -I$B/gen -D_GNU_SOURCE $(CPPFLAGS)
# hidden: names of ours (xrealloc) must not stand in for those of a library
ALL_CFLAGS   = -std=c11 -fvisibility=hidden $(WARN) $(CFLAGS) $(PC_CFLAGS) \
	$(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_LDFLAGS  = $(if $(SAN),-fsanitize=$(SAN)) $(LDFLAGS)
LINK         = $(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS)

srcs      = $(wildcard src/$(1)/*.c)
objs      = $(patsubst %.c,$B/%.o,$(1))
COMMON    = $(call objs,$(call srcs,base) $(call srcs,xml))
CLIENT    = $(call objs,$(foreach d,http wsman wmi hv domxml image config shell cmd,$(call srcs,$d)))
SIM       = $(call objs,$(filter-out src/sim/main.c,$(call srcs,sim)))
UNIT      = $(patsubst tests/unit/%.c,$B/tests/%,$(wildcard tests/unit/test_*.c))

all: $B/hvsh $B/hvsim

$B/hvsh: $B/src/main.o $B/libhvsh.a
	$(LINK) -o $@ $^ $(LIBS_HVSH) $(LIBS)

$B/hvsim: $B/src/sim/main.o $B/libhvsim.a
	$(LINK) -o $@ $^ $(LIBS_HVSIM) $(LIBS)

$B/libhvsh.a: $(COMMON) $(CLIENT)
$B/libhvsim.a: $(COMMON) $(SIM)
$B/%.a:
	@rm -f $@
	$(AR) rcs $@ $^

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# What hvsh -V tells.
versions  = $(foreach p,$(PKGS_HVSH),$(p) $(call pc,--modversion $(p))\n)
$B/src/main.o: ALL_CPPFLAGS += -DHVSH_LIBRARIES='" $(versions)"'

# The simulated host's classes, as one C string.
$B/gen/sim/schema.inc: $(wildcard src/sim/schema/*.txt)
	@mkdir -p $(@D)
	cat $^ | sed 's/["\\]/\\&/g; s/.*/"&\\n"/' > $@.tmp && mv $@.tmp $@
$B/src/sim/schema.o: $B/gen/sim/schema.inc

# A unit test of the simulated host is named test_sim_*.
$B/tests/test_sim_%: $B/tests/unit/test_sim_%.o $B/libhvsim.a
	$(LINK) -o $@ $^ $(LIBS_HVSIM) $(LIBS_CMOCKA) $(LIBS)
$B/tests/%: $B/tests/unit/%.o $B/libhvsh.a
	$(LINK) -o $@ $^ $(LIBS_HVSH) $(LIBS_CMOCKA) $(LIBS)
$B/tests/tool/%: tests/tool/%.c Makefile
	@mkdir -p $(@D)
	$(LINK) -D_GNU_SOURCE -o $@ $<

unit: $(UNIT)

# --- what installs its own needs (tests/packages) -------------------------

export CC PKG_CONFIG
SUBMAKE = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j2)

check:
	@sh tests/deps build test
	@$(SUBMAKE) all unit
	@B='$B' SAN='$(SAN)' tests/run

demo:
	@sh tests/deps build
	@$(SUBMAKE) all >/dev/null
	@B='$B' tests/demo

bench:
	@sh tests/deps build test
	@$(SUBMAKE) all $B/tests/tool/usage
	@B='$B' tests/bench

coverage:
	@sh tests/deps build test
	@$(SUBMAKE) B=build/cov CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage all unit
	@find build/cov -name '*.gcda' -delete
	@B=build/cov tests/run
	@sh tests/coverage build/cov

# --- installing -----------------------------------------------------------

COMPLETIONS = $(PREFIX)/share/bash-completion/completions

install: all
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1' \
		'$(DESTDIR)$(COMPLETIONS)'
	install -m 755 $B/hvsh $B/hvsim '$(DESTDIR)$(PREFIX)/bin'
	install -m 644 man/hvsh.1 man/hvsim.1 '$(DESTDIR)$(PREFIX)/share/man/man1'
	install -m 644 completions/hvsh '$(DESTDIR)$(COMPLETIONS)'

uninstall:
	cd '$(DESTDIR)$(PREFIX)' && rm -f bin/hvsh bin/hvsim \
		share/man/man1/hvsh.1 share/man/man1/hvsim.1 \
		share/bash-completion/completions/hvsh

clean:
	rm -rf build

.PHONY: all unit check demo bench coverage install uninstall clean
.SECONDARY:
-include $(shell find $B -name '*.d' 2>/dev/null)
