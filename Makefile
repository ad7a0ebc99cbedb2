# Goed Werk kiosk. `make run` and `make test` do everything on a newborn Debian; `make help` lists
# the rest.

VERSION  := 0.1.0
PREFIX   ?= /usr
DESTDIR  ?=
CC       ?= gcc
PKG      := sdl2 SDL2_ttf sqlite3 libsodium libcmark glib-2.0 cairo pangocairo pangoft2 fontconfig \
            libqrencode libsystemd

# What `make deps` installs: to build, to test, and to look at the result.
PACKAGES := gcc pkg-config librsvg2-bin libsdl2-dev libsdl2-ttf-dev libsqlite3-dev libcups2-dev \
            libcmark-dev libcairo2-dev libpango1.0-dev libqrencode-dev libsodium-dev libsystemd-dev \
            libcmocka-dev libx11-dev libxtst-dev libxext-dev perl poppler-utils sqlite3 xvfb xserver-xorg-core \
            xserver-xorg-video-dummy cups-daemon cups-client cups-ipp-utils cups-filters dbus-daemon
LINT_PACKAGES := clang clang-format cppcheck

# --- flags -------------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wwrite-strings -Wformat=2
COMMON   := -std=c11 -D_GNU_SOURCE -DGOEDWERK_VERSION='"$(VERSION)"' -Isrc -include base/banned.h \
            -MMD -MP -pthread $(WARNINGS) $(EXTRA_CFLAGS)
RELEASE  := -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
DEBUG    := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
TSAN     := -O1 -g3 -fsanitize=thread -fno-omit-frame-pointer
LDRELEASE := -pie -Wl,-z,relro,-z,now,--as-needed
CUPS_CONFIG = $(shell pkg-config --exists cups 2>/dev/null && echo 'pkg-config cups' || echo cups-config)
LDLIBS    = $(shell pkg-config --libs $(PKG)) $(shell $(CUPS_CONFIG) --libs) -lm
TEST_LIBS = $(shell pkg-config --libs cmocka x11 xtst xext)

# Foreign headers are known to one folder each.
flags_store     = $(shell pkg-config --cflags sqlite3 libsodium)
flags_content   = $(shell pkg-config --cflags libcmark glib-2.0)
flags_documents = $(shell pkg-config --cflags cairo pangocairo pangoft2 fontconfig glib-2.0 libqrencode)
flags_platform  = $(shell pkg-config --cflags sdl2 SDL2_ttf libsystemd) $(shell $(CUPS_CONFIG) --cflags)

SRC      := $(wildcard src/*/*.c)
MAIN     := src/kiosk.c src/tool.c
HEADERS  := $(wildcard src/*/*.h)
TEST_LIB := $(wildcard tests/lib/*.c)
TESTS    := $(patsubst tests/%.c,%,$(filter-out $(TEST_LIB),$(wildcard tests/*/*_test.c)))
DEMO_SRC := $(wildcard tests/demo/*.c)
BENCH_SRC := $(wildcard tests/bench/*.c)
ICONS    := $(wildcard assets/icons/*.svg)

.DELETE_ON_ERROR:
.PHONY: all debug help deps deps-lint run test lint bench demo install clean

all: build/goedwerk-kiosk build/goedwerk

build/goedwerk-kiosk build/goedwerk: build/%: build/release/%
	@cp $< $@

debug: build/debug/goedwerk-kiosk build/debug/goedwerk

# --- one set of rules for each variant: release, debug (ASan, UBSan), tsan --------------------

# $(1) variant, $(2) compiler flags, $(3) linker flags
define variant
build/$(1)/%.o: src/%.c
	@mkdir -p $$(@D)
	$$(CC) $$(COMMON) $(2) $$(flags_$$(firstword $$(subst /, ,$$*))) $$(CFLAGS) -c -o $$@ $$<
build/$(1)/icons.o: build/gen/icons.c
	@mkdir -p $$(@D)
	$$(CC) $$(COMMON) $(2) $$(CFLAGS) -c -o $$@ $$<
build/$(1)/libgoedwerk.a: $$(SRC:src/%.c=build/$(1)/%.o) build/$(1)/icons.o
	@rm -f $$@
	$$(AR) rcs $$@ $$^
build/$(1)/goedwerk-kiosk: build/$(1)/kiosk.o build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS)
build/$(1)/goedwerk: build/$(1)/tool.o build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS)
build/$(1)/tests/%.o: tests/%.c
	@mkdir -p $$(@D)
	$$(CC) $$(COMMON) -Itests/lib $(2) $$(CFLAGS) -c -o $$@ $$<
build/$(1)/tests/%_test: build/$(1)/tests/%_test.o $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.o) build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS) $$(TEST_LIBS)
build/$(1)/tests/demo/demo: $$(DEMO_SRC:tests/%.c=build/$(1)/tests/%.o) $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.o) build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS) $$(TEST_LIBS)
build/$(1)/tests/bench/bench: $$(BENCH_SRC:tests/%.c=build/$(1)/tests/%.o) $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.o) build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS) $$(TEST_LIBS)
-include $$(SRC:src/%.c=build/$(1)/%.d) $$(MAIN:src/%.c=build/$(1)/%.d)
-include $$(TESTS:%=build/$(1)/tests/%.d) $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.d)
endef

$(eval $(call variant,release,$$(RELEASE),$$(LDRELEASE)))
$(eval $(call variant,debug,$$(DEBUG),))
$(eval $(call variant,tsan,$$(TSAN),))
.SECONDARY:

# --- icons: drawings to masks -------------------------------------------------------------------

build/gen/bake: assets/icons/bake.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O1 $(WARNINGS) $(shell pkg-config --cflags cairo) -o $@ $< $(shell pkg-config --libs cairo)
build/gen/%.png: assets/icons/%.svg
	@mkdir -p $(@D)
	rsvg-convert -w 192 -h 192 -o $@ $<
build/gen/icons.c: build/gen/bake $(ICONS:assets/icons/%.svg=build/gen/%.png)
	build/gen/bake $(ICONS:assets/icons/%.svg=build/gen/%.png) >$@
