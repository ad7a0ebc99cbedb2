#include "platform/generation.h"

#include "base/arena.h"
#include "base/file.h"
#include "platform/beneath.h"

#include <cups/cups.h> /* for its SHA-256: this folder links it already */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS_NAME "SHA256SUMS"

enum {
    SUMS_BYTES_MAX = BUNDLE_FILE_MAX * 256,
    FILE_BYTES_MAX = 64 * 1024 * 1024, /* far above any file of ours … */
    LISTED_BYTES_MAX = 2 * FILE_BYTES_MAX, /* … and any bundle */
    DIGEST_BYTES = 32,
    DIGEST_DIGITS = 2 * DIGEST_BYTES,
};

struct sums {
    int count;
    struct {
        const char *hex, *path; /* DIGEST_DIGITS digits, not closed by a NUL */
    } line[BUNDLE_FILE_MAX];
};

/* Takes "<64 digits>  <path>\n" lines apart, in place. False: text is something else, after the
 * lines that went into s. Paths are as they stand there: beneath.h refuses bad ones. */
static bool sums_parse(char *text, struct sums *s)
{
    while (*text != '\0') {
        char *end = strchr(text, '\n');
        if (end == NULL || s->count == BUNDLE_FILE_MAX)
            return false;
        *end = '\0';
        if (strspn(text, "0123456789abcdef") != DIGEST_DIGITS ||
            strncmp(text + DIGEST_DIGITS, "  ", 2) != 0)
            return false;
        s->line[s->count].hex = text;
        s->line[s->count++].path = text + DIGEST_DIGITS + 2;
        text = end + 1;
    }
    return s->count > 0;
}

/* Reads the sums of an open generation. *sound false: none, or not all lines are ours. */
static bool sums_read(int folder, struct arena *a, struct sums *s, bool *sound, struct err *err)
{
    size_t len;
    struct err why = { 0 };
    *s = (struct sums){ 0 };
    char *text = beneath_read(folder, SUMS_NAME, SUMS_BYTES_MAX, a, &len, &why);
    if (text == NULL && why.code != ERR_FILE)
        return err_set(err, why.code, "%s", why.detail);
    *sound = text != NULL && sums_parse(text, s);
    return true;
}

/* *same false: the file is not there, not a file, too large, or other bytes. *left: bytes that may
 * still be read, whatever the sums list. */
static bool file_sums_up(
    int folder, const char *path, const char *hex, size_t *left, bool *same, struct err *err)
{
    struct arena *a = arena_new();
    struct err why = { 0 };
    size_t len = 0, most = *left < FILE_BYTES_MAX ? *left : FILE_BYTES_MAX;
    const char *bytes = beneath_read(folder, path, most, a, &len, &why);
    *same = false;
    *left -= len;
    if (bytes != NULL) {
        unsigned char digest[DIGEST_BYTES];
        char digits[DIGEST_DIGITS + 1];
        *same = cupsHashData("sha2-256", bytes, len, digest, sizeof digest) == DIGEST_BYTES &&
                cupsHashString(digest, sizeof digest, digits, sizeof digits) != NULL &&
                memcmp(digits, hex, DIGEST_DIGITS) == 0;
    }
    arena_free(a);
    return bytes != NULL || why.code == ERR_FILE || err_set(err, why.code, "%s", why.detail);
}

static bool exists(int parent, const char *name, bool *there, struct err *err)
{
    struct stat st;
    *there = fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    return *there || errno == ENOENT ||
           err_set(err, file_err_code(errno), "look at %s: %s", name, strerror(errno));
}

/* Opens the generation name and reads its sums into s. *folder -1: there is none. */
static bool open_generation(int parent, const char *name, struct arena *a, int *folder,
    struct sums *s, bool *sound, struct err *err)
{
    bool there;
    *folder = -1;
    if (!exists(parent, name, &there, err))
        return false;
    if (!there)
        return true;
    *folder = beneath_folder(parent, name, false, err);
    return *folder >= 0 && sums_read(*folder, a, s, sound, err);
}

static void close_generation(int folder, struct arena *a)
{
    if (folder >= 0)
        close(folder);
    arena_free(a);
}

bool generation_look(int parent, const char *name, enum generation_state *state, struct err *err)
{
    bool sound = false;
    struct sums sums;
    struct arena *a = arena_new();
    int folder;
    size_t left = LISTED_BYTES_MAX;
    bool ok = open_generation(parent, name, a, &folder, &sums, &sound, err);
    *state = folder < 0 ? GENERATION_ABSENT : GENERATION_DAMAGED;
    if (ok && folder >= 0) {
        for (int i = 0; ok && sound && i < sums.count; i++)
            ok = file_sums_up(folder, sums.line[i].path, sums.line[i].hex, &left, &sound, err);
        if (sound)
            *state = GENERATION_COMPLETE;
    }
    close_generation(folder, a);
    return ok;
}

/* Bytes of path up to and with its slash. */
static size_t folder_len(const char *path)
{
    const char *slash = strchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

static bool same_folder(const char *path, const char *other)
{
    size_t len = folder_len(path);
    return len == folder_len(other) && strncmp(path, other, len) == 0;
}

bool generation_write(
    int parent, const char *name, const struct bundle *b, struct progress *done, struct err *err)
{
    bool ok = true;
    int folder = beneath_folder(parent, name, true, err);
    if (folder < 0)
        return false;
    for (int i = 0; ok && i < b->file_count; i++)
        ok = beneath_write(folder, b->files[i].path, b->files[i].bytes, b->files[i].len, done, err);
    /* Each folder once it is full: a date moves with every file that is added. */
    for (int i = 0; ok && i < b->file_count; i++) {
        if (i + 1 == b->file_count || !same_folder(b->files[i].path, b->files[i + 1].path))
            ok = beneath_seal_folder_of(folder, b->files[i].path, err);
    }
    close(folder);
    return ok;
}

/* The sums go last: until then they tell what else to remove. */
static bool remove_listed(int folder, const char *path, struct arena *a, struct err *err)
{
    if (strcmp(path, SUMS_NAME) == 0)
        return true;
    size_t len = folder_len(path);
    return beneath_remove(folder, path, 0, err) &&
           (len == 0 || beneath_remove(folder, arena_strndup(a, path, len - 1), AT_REMOVEDIR, err));
}

static bool remove_all(
    int folder, const struct sums *sums, const struct bundle *b, struct arena *a, struct err *err)
{
    for (int i = 0; i < sums->count; i++) {
        if (!remove_listed(folder, sums->line[i].path, a, err))
            return false;
    }
    for (int i = 0; i < b->file_count; i++) {
        if (!remove_listed(folder, b->files[i].path, a, err))
            return false;
    }
    return beneath_remove(folder, SUMS_NAME, 0, err);
}

bool generation_remove(
    int parent, const char *name, const struct bundle *b, bool *gone, struct err *err)
{
    bool sound, there = false;
    struct sums sums;
    struct arena *a = arena_new();
    int folder;
    bool ok = open_generation(parent, name, a, &folder, &sums, &sound, err);
    if (ok && folder >= 0)
        ok = remove_all(folder, &sums, b, a, err) &&
             beneath_remove(parent, name, AT_REMOVEDIR, err) && exists(parent, name, &there, err);
    *gone = !there;
    close_generation(folder, a);
    return ok;
}
