# Goed Werk kiosk. `make run` and `make test` do everything on a newborn Debian; `make help` lists
# the rest.

VERSION  := 0.1.0
PREFIX   ?= /usr
DESTDIR  ?=
CC       ?= gcc
PKG      := sdl2 SDL2_ttf sqlite3 libsodium libcmark glib-2.0 cairo pangocairo pangoft2 fontconfig \
            libqrencode libsystemd blkid inih xlsxwriter libpng wayland-client

# What `make deps` installs: to build, to test, and to look at the result.
PACKAGES := gcc libc6-dev pkg-config librsvg2-bin libsdl2-dev libsdl2-ttf-dev libsqlite3-dev libcups2-dev \
            libcmark-dev libcairo2-dev libpango1.0-dev libqrencode-dev libsodium-dev libsystemd-dev \
            libxlsxwriter-dev libminizip-dev libpng-dev libreoffice-calc-nogui \
            libcmocka-dev libx11-dev libxtst-dev libxext-dev libxrandr-dev perl poppler-utils sqlite3 xvfb \
            xserver-xorg-core xserver-xorg-video-dummy libgl1-mesa-dri libgles2 libegl1 cups-daemon \
            cups-client cups-ipp-utils cups-filters dbus-daemon libinih-dev libfuse3-dev fuse3 \
            libblkid-dev libwayland-dev dosfstools e2fsprogs exfatprogs ntfs-3g fdisk qemu-utils systemd udev sway
LINT_PACKAGES := clang clang-format cppcheck
FUZZ_PACKAGES := libclang-rt-dev
DEB_PACKAGES := build-essential debhelper dpkg-dev lintian \
                $(shell sed -n '/^Build-Depends:/,/^[^ ]/s/^ \([a-z0-9.+-]*\),*$$/\1/p' image/debian/control)
IMAGE_PACKAGES := mmdebstrap arch-test qemu-user-static apt-utils dpkg-dev curl genimage mtools \
                  dosfstools e2fsprogs fdisk kmod squashfs-tools cpio zstd xz-utils
IMAGE_TEST_PACKAGES := qemu-system-arm xvfb sqlite3 exfatprogs exfat-fuse cups-ipp-utils dbus-daemon socat \
                       gcc-aarch64-linux-gnu libc6-dev-arm64-cross

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
HELPER_LIBS = $(shell pkg-config --libs blkid libsystemd)
TEST_LIBS = $(shell pkg-config --libs cmocka x11 xtst xext xrandr fuse3)

# Foreign headers are known to one folder each.
flags_store     = $(shell pkg-config --cflags sqlite3 libsodium)
flags_content   = $(shell pkg-config --cflags libcmark glib-2.0)
flags_documents = $(shell pkg-config --cflags cairo pangocairo pangoft2 fontconfig glib-2.0 libqrencode xlsxwriter libpng)
flags_platform  = $(shell pkg-config --cflags sdl2 SDL2_ttf libsystemd inih wayland-client) $(shell $(CUPS_CONFIG) --cflags)
flags_helper    = $(shell pkg-config --cflags blkid libsystemd)

comma    := ,
SRC      := $(wildcard src/*/*.c)
MAIN     := src/kiosk.c src/tool.c src/helper.c
HEADERS  := $(wildcard src/*/*.h)
TEST_LIB := $(wildcard tests/lib/*.c)
SCRIPTS  := $(wildcard tests/*/*_test.sh)
WHOLE_LIB := $(filter-out %_test.c,$(wildcard tests/whole/*.c))
WHOLE_LD := $(patsubst %,-Wl$(comma)--wrap=%,clock_now_ms time screens_view worker_give effects_run \
            mailbox_post watch_printer watch_stick)
TESTS    := $(patsubst tests/%.c,%,$(filter-out $(TEST_LIB),$(wildcard tests/*/*_test.c)))
DEMO_SRC := $(wildcard tests/demo/*.c)
BENCH_SRC := $(wildcard tests/bench/*.c)
ICONS    := $(wildcard assets/icons/*.svg)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all debug help deps deps-lint run test tests torture lint bench demo fuzzers fuzz fuzz-smoke install deb deb-test clean

all: build/goedwerk-kiosk build/goedwerk build/goedwerk-helper

build/goedwerk-kiosk build/goedwerk build/goedwerk-helper: build/%: build/release/%
	@cp --remove-destination $< $@

debug: build/debug/goedwerk-kiosk build/debug/goedwerk build/debug/goedwerk-helper

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
	@rm -f $$@.part
	$$(AR) rcs $$@.part $$^ && mv $$@.part $$@
build/$(1)/goedwerk-kiosk: build/$(1)/kiosk.o build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS)
build/$(1)/goedwerk: build/$(1)/tool.o build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS)
build/$(1)/goedwerk-helper: build/$(1)/helper.o build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(HELPER_LIBS)
build/$(1)/tests/%.o: tests/%.c
	@mkdir -p $$(@D)
	$$(CC) $$(COMMON) -Itests/lib $(2) $$(CFLAGS) -c -o $$@ $$<
build/$(1)/tests/%_test: build/$(1)/tests/%_test.o $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.o) build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS) $$(TEST_LIBS)
build/$(1)/tests/whole/%_test: build/$(1)/tests/whole/%_test.o $$(WHOLE_LIB:tests/%.c=build/$(1)/tests/%.o) $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.o) build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) $$(WHOLE_LD) -pthread -o $$@ $$^ $$(LDLIBS) $$(TEST_LIBS)
build/$(1)/tests/demo/demo: $$(DEMO_SRC:tests/%.c=build/$(1)/tests/%.o) $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.o) build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS) $$(TEST_LIBS)
build/$(1)/tests/bench/bench: $$(BENCH_SRC:tests/%.c=build/$(1)/tests/%.o) $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.o) build/$(1)/libgoedwerk.a
	$$(CC) $(2) $(3) $$(LDFLAGS) -pthread -o $$@ $$^ $$(LDLIBS) $$(TEST_LIBS)
-include $$(SRC:src/%.c=build/$(1)/%.d) $$(MAIN:src/%.c=build/$(1)/%.d)
-include $$(DEMO_SRC:tests/%.c=build/$(1)/tests/%.d) $$(BENCH_SRC:tests/%.c=build/$(1)/tests/%.d)
-include $$(TESTS:%=build/$(1)/tests/%.d) $$(TEST_LIB:tests/%.c=build/$(1)/tests/%.d) $$(WHOLE_LIB:tests/%.c=build/$(1)/tests/%.d)
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

# --- what is called by name ---------------------------------------------------------------------

help:
	@echo 'make            both programs, in build/'
	@echo 'make run        a window to try it in; without a display, the demo'
	@echo 'make test       every test, sanitized'
	@echo 'make torture    the long part of them, and a table of what was survived'
	@echo 'make demo       pictures of every screen, in build/demo/'
	@echo 'make deb        the Debian package, in build/deb/'
	@echo 'make lint bench fuzz deb-test deps install clean debug'

# Installs what is missing; does nothing, and needs no network, when all is there.
define install_missing
	@missing=; for p in $(1); do \
	    dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	command -v apt-get >/dev/null || { echo "make deps knows Debian only; install:$$missing" >&2; exit 1; }; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	echo "installing:$$missing"; \
	$$sudo apt-get update -qq && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null
endef

deps:
	$(call install_missing,$(PACKAGES))
deps-lint: deps
	$(call install_missing,$(LINT_PACKAGES))

# A window where there is a display, full screen on a console with one, else the demo.
run: deps
	@$(MAKE) --no-print-directory all
	@mkdir -p build/run/sticks/stick && touch build/run/sticks/stick/.goedwerk-test-stick
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    build/goedwerk-kiosk --window 1280x800 --data build/run/data --removable build/run/sticks; \
	elif cat /sys/class/drm/card*-*/status 2>/dev/null | grep -qx connected; then \
	    build/goedwerk-kiosk --data build/run/data --removable build/run/sticks; \
	else \
	    echo 'There is no display here: playing the demo.'; \
	    $(MAKE) --no-print-directory demo; \
	fi

TSAN_TESTS := $(filter tsan/%,$(TESTS))
tests: $(TESTS:%=build/debug/tests/%) $(TSAN_TESTS:%=build/tsan/tests/%) \
       build/debug/goedwerk-kiosk build/debug/goedwerk build/debug/goedwerk-helper

TEST_JOBS ?= 2
test: deps
	$(call install_missing,$(DEB_PACKAGES) mmdebstrap)
	@$(MAKE) --no-print-directory -j$(TEST_JOBS) tests
	@TSAN_OPTIONS=suppressions=tests/tsan.supp:halt_on_error=1 \
	    prove --timer -j$(TEST_JOBS) --exec tests/cmocka.sh $(TESTS:%=build/debug/tests/%) $(TSAN_TESTS:%=build/tsan/tests/%) $(SCRIPTS)

# Hours, not minutes: the long part of every test that has one, the fuzzing, a table of what came of it.
TORTURES := $(patsubst tests/%.c,build/debug/tests/%,$(shell grep -l '^#include "torture.h"' tests/*/*_test.c)) \
            build/release/tests/whole/soak_test
torture: fuzzers
	@$(MAKE) --no-print-directory -j$(TEST_JOBS) tests $(filter build/release/%,$(TORTURES))
	@tests/torture.sh $(FUZZ_SECONDS) $(TORTURES)

demo: deps
	@$(MAKE) --no-print-directory -j$(TEST_JOBS) all build/release/tests/demo/demo
	@build/release/tests/demo/demo build/demo

bench: deps
	@$(MAKE) --no-print-directory -j$(TEST_JOBS) all build/release/tests/bench/bench
	@build/release/tests/bench/bench

lint: deps-lint
	@tests/lint.sh

SHARE := $(DESTDIR)$(PREFIX)/share
LIB   := $(DESTDIR)$(PREFIX)/lib
UNIT_DIR ?= $(PREFIX)/lib/systemd/system
UNITS := $(DESTDIR)$(UNIT_DIR)
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/goedwerk/assets/fonts $(SHARE)/goedwerk/cups \
	    $(SHARE)/man/man1 $(SHARE)/man/man8 $(LIB)/goedwerk $(LIB)/sysusers.d $(LIB)/tmpfiles.d \
	    $(LIB)/udev/rules.d $(UNITS)/cups.service.d $(UNITS)/ipp-usb.service.d
	install -m 755 build/goedwerk-kiosk build/goedwerk $(DESTDIR)$(PREFIX)/bin
	install -m 755 build/goedwerk-helper $(LIB)/goedwerk
	install -m 755 systemd/session.sh $(LIB)/goedwerk/session
	cp -R content $(SHARE)/goedwerk/
	install -m 644 assets/fonts/* $(SHARE)/goedwerk/assets/fonts
	install -m 644 assets/goedwerk.ini systemd/sway.conf $(SHARE)/goedwerk
	install -m 644 assets/man/*.1 $(SHARE)/man/man1
	install -m 644 assets/man/*.8 $(SHARE)/man/man8
	install -m 644 systemd/*.service $(UNITS)
	install -m 644 systemd/goedwerk.sysusers $(LIB)/sysusers.d/goedwerk.conf
	install -m 644 systemd/goedwerk.tmpfiles $(LIB)/tmpfiles.d/goedwerk.conf
	install -m 644 systemd/60-goedwerk.rules $(LIB)/udev/rules.d
	install -m 644 systemd/cups/cups.service.conf $(UNITS)/cups.service.d/goedwerk.conf
	install -m 644 systemd/cups/ipp-usb.service.conf $(UNITS)/ipp-usb.service.d/goedwerk.conf
	install -m 644 systemd/cups/cupsd.conf systemd/cups/cups-files.conf systemd/cups/ipp-usb.conf \
	    $(SHARE)/goedwerk/cups

# The Debian package, in build/deb/; then in a bare Debian: built, installed, upgraded, purged.
deb:
	$(call install_missing,$(DEB_PACKAGES))
	@image/deb.sh $(VERSION)
SUITES ?= bookworm trixie
deb-test:
	$(call install_missing,mmdebstrap)
	@for suite in $(SUITES); do tests/systemd/deb_room.sh $$suite || exit 1; done

# The SD image; image/README.md says what takes how long. image-lock moves it to the packages of today.
.PHONY: image-deps image-lock image image-test image-torture
image-deps:
	$(call install_missing,$(IMAGE_PACKAGES))
image-lock: image-deps
	@mkdir -p build/image
	image/lock.sh build/image >build/image/packages.lock
	@cp build/image/packages.lock image/packages.lock
image: image-deps
	image/image.sh $(VERSION) build/image
image-test: deps all image-test-deps
	@prove --verbose --timer --exec '' $(addprefix tests/image/,boot.sh keyboard.sh touch.sh sticks.sh hostile.sh data.sh printing.sh)
image-torture: deps image-test-deps
	@prove --verbose --timer --exec '' tests/image/torture.sh
.PHONY: image-test-deps
image-test-deps:
	$(call install_missing,$(IMAGE_PACKAGES) $(IMAGE_TEST_PACKAGES))
	@[ -e build/image/goedwerk-kiosk-arm64.img ] || $(MAKE) --no-print-directory image

# Feeds what reads files of others with what nobody writes: make fuzz FUZZ_SECONDS=1800. Two at a time.
FUZZ_SECONDS ?= 600
FUZZ_CC      ?= clang
FUZZERS      := $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c))
FUZZ_FLAGS   := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined
FUZZ_PKG     := sqlite3 libsodium libcmark glib-2.0 inih
FUZZ_SRC     := $(wildcard src/base/*.c src/core/*.c src/content/*.c src/store/*.c) \
                $(wildcard src/platform/settings_*.c) src/platform/windows_text.c
FUZZ_LIB     := $(filter-out %_fuzz.c,$(wildcard tests/fuzz/*.c)) tests/lib/sample_archive.c \
                tests/lib/sample_meeting.c tests/lib/temp.c
build/fuzz/%.o: src/%.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(COMMON) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(flags_$(firstword $(subst /, ,$*))) -c -o $@ $<
build/fuzz/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(COMMON) $(FUZZ_FLAGS) -Itests/lib $(shell pkg-config --cflags $(FUZZ_PKG)) -c -o $@ $<
build/fuzz/libgoedwerk.a: $(FUZZ_SRC:src/%.c=build/fuzz/%.o) $(FUZZ_LIB:tests/%.c=build/fuzz/tests/%.o)
	@rm -f $@
	$(AR) rcs $@ $^
build/fuzz/%_fuzz: build/fuzz/tests/fuzz/%_fuzz.o build/fuzz/libgoedwerk.a
	$(FUZZ_CC) $(FUZZ_FLAGS) -fsanitize=fuzzer -pthread -o $@ $^ $(shell pkg-config --libs $(FUZZ_PKG)) -lm
-include $(wildcard build/fuzz/*/*.d build/fuzz/tests/*/*.d)
fuzzers: deps-lint
	$(call install_missing,$(FUZZ_PACKAGES))
	@$(MAKE) --no-print-directory -j$(TEST_JOBS) $(FUZZERS:%=build/fuzz/%_fuzz)
fuzz: fuzzers
	@tests/fuzz.sh $(FUZZ_SECONDS)
fuzz-smoke: fuzzers
	@tests/fuzz.sh 60

clean:
	rm -rf build
