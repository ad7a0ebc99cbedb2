/*
 * What somebody put on the boot partition with a laptop: goedwerk.ini, and the file that takes a
 * forgotten PIN away. The settings of a changed goedwerk.ini count once; after that, what the
 * organiser sets on the glass does. What is of the glass itself counts at every start. Main thread,
 * before the loop; blocks on the disk.
 */
#ifndef APP_BOOT_H
#define APP_BOOT_H

#include "base/arena.h"
#include "core/health.h"
#include "core/settings.h"
#include "platform/settings_file.h"
#include "store/store.h"

#define BOOT_DIR "/boot/firmware" /* of Raspberry Pi OS, and of our own image */

struct boot {
    const char *dir;
    struct settings settings; /* as goedwerk.ini says, the rest default */
    struct settings_file file;
    const char *reset; /* mark of the file that takes the PIN away; NULL: there is none */
};

/* Reads dir, which outlives b; what cannot be read is logged. Strings live in a. */
void boot_read(struct boot *b, struct arena *a, const char *dir);

/* Applies what is new to the store and to *s, the stored settings. */
bool boot_apply(
    const struct boot *b, struct store *store, struct settings *s, struct err *err) MUST_CHECK;

/* What was wrong in goedwerk.ini, a line each, the same in every language. */
struct ini_news boot_news(const struct boot *b);

#endif
