/*
 * goedwerk.ini on the boot partition: what who prepares the SD card on a laptop can set. Nothing
 * in it is fatal: what cannot be used is listed for the self-test, the rest counts. Beside it may
 * lie a file that takes the PIN away. Blocks on the disk: before the loop, or on a worker.
 */
#ifndef PLATFORM_SETTINGS_FILE_H
#define PLATFORM_SETTINGS_FILE_H

#include "base/arena.h"
#include "base/err.h"
#include "core/settings.h"
#include <stddef.h>

#define SETTINGS_FILE_NAME "goedwerk.ini"
#define SETTINGS_FILE_RESET_NAME "goedwerk-pin-weg.txt"

enum {
    SETTINGS_FILE_BYTES_MAX = 64 * 1024,
    SETTINGS_FILE_FAULTS_MAX = 32,
    SETTINGS_FILE_KEY_MAX = 32, /* bytes that a fault shows, with the closing NUL */
    SETTINGS_FILE_DIGEST_MAX = 17,
    SETTINGS_FILE_PIN_MAX = 7
};

enum settings_wrong {
    SETTINGS_WRONG_LINE, /* not "key = value", or too long */
    SETTINGS_WRONG_KEY, /* nobody knows it */
    SETTINGS_WRONG_VALUE,
};

struct settings_fault {
    enum settings_wrong wrong;
    int line; /* from 1 */
    char key[SETTINGS_FILE_KEY_MAX]; /* as it stands there, may be cut; "" where there is none */
    /* What may stand there, as it is typed and the same in every language: "0 90 180 270"; a
     * constant. NULL for a key that nobody knows. */
    const char *expects;
};

/* What a file says beside settings. Plain values. */
struct settings_file {
    /* Tells one file's bytes from another's, so that a changed file is applied once; "": no file. */
    char digest[SETTINGS_FILE_DIGEST_MAX];
    char pin[SETTINGS_FILE_PIN_MAX]; /* six digits; "": none given. Wipe it after use */
    int fault_count; /* may be more than are listed */
    struct settings_fault faults[SETTINGS_FILE_FAULTS_MAX];
};

/*
 * Reads dir/goedwerk.ini: only what is given and good changes *s. No such file is fine. False, with
 * *s as it was: ERR_FILE, unreadable or larger than SETTINGS_FILE_BYTES_MAX.
 */
bool settings_file_read(
    const char *dir, struct settings *s, struct settings_file *file, struct err *err) MUST_CHECK;

/* The same of bytes in memory. */
void settings_file_parse(
    const char *bytes, size_t len, struct settings *s, struct settings_file *file);

/*
 * True when somebody has put goedwerk-pin-weg.txt into dir. *mark, in a, tells this one from
 * another (by size, date and content): whoever remembers it takes the PIN away once only.
 */
bool settings_file_reset(const char *dir, struct arena *a, const char **mark);

#endif
