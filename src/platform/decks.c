#include "platform/decks.h"

#include "base/arena.h"
#include "base/attributes.h"
#include "base/file.h"
#include "platform/beneath.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY_MAX = 48, LANGUAGE_MAX_LEN = 11, OUR_DEPTH = 1 /* folders in what we made */ };

static const struct kind {
    const char *folder, *ending;
} kinds[] = {
    { "cards", ".md" },
    { "decks", ".md" },
    { "vocabularies", ".md" },
    { "phrases", ".po" },
};

struct copying {
    int from, to; /* the folder on the medium, and ours */
    int entries;
    size_t bytes;
    decks_refused *refused;
    void *ctx;
    struct arena *arena; /* for one file */
};

bool decks_on(int root)
{
    struct stat st;
    return fstatat(root, DECKS_FOLDER, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

/* What file managers and editors leave behind. */
static bool is_litter(const char *name)
{
    size_t len = strlen(name);
    return name[0] == '.' || strncmp(name, "~$", 2) == 0 || name[len - 1] == '~' ||
           strcasecmp(name, "Thumbs.db") == 0 || strcasecmp(name, "desktop.ini") == 0;
}

/* <key>.md, <key>.<language>.md or <language>.po; nothing that means something to a path or to
 * who reads it. What exactly belongs where, content/ tells. */
static bool is_name(const char *name, const char *ending)
{
    static const char key[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    static const char language[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    size_t len = strspn(name, strcmp(ending, ".po") == 0 ? language : key);
    if (len == 0 || len > KEY_MAX)
        return false;
    name += len;
    if (strcmp(name, ending) != 0 && name[0] == '.') {
        len = strspn(name + 1, language);
        if (len == 0 || len > LANGUAGE_MAX_LEN)
            return false;
        name += 1 + len;
    }
    return strcmp(name, ending) == 0;
}

/* Whoever filled the medium chose the bytes of a name. */
static void refuse(const struct copying *c, const char *folder, const char *name, const char *what,
    const char *mend)
{
    char *file = arena_printf(c->arena, "%s/%.100s", folder, name);
    for (char *p = file; *p != '\0'; p++)
        if (*p < ' ' || *p > '~')
            *p = '?';
    c->refused(c->ctx, file, what, mend);
}

/* NULL: it may be copied. The words are those of content/folder.c. */
static const char *reason_against(
    const char *name, const char *ending, const struct stat *st, const char **mend)
{
    *mend = "Remove it.";
    if (S_ISLNK(st->st_mode)) {
        *mend = "Put the file itself here.";
        return "This is a link; links are not followed.";
    }
    if (S_ISDIR(st->st_mode)) {
        *mend = "Put the files directly in the folder above it.";
        return "This is a folder; only files belong here.";
    }
    if (!S_ISREG(st->st_mode))
        return "This is not a file.";
    if (!is_name(name, ending)) {
        *mend = "Use small letters, digits and hyphens: vier-minuten.nl.md.";
        return "The name is not one that can be read.";
    }
    if (st->st_size > DECKS_FILE_BYTES_MAX) {
        *mend = "Split it or shorten it.";
        return "This file is too large.";
    }
    return NULL;
}

static bool copy_file(
    struct copying *c, const struct kind *kind, int from, int to, const char *name, struct err *err)
{
    struct stat st;
    struct err why = { 0 };
    const char *mend, *against;
    size_t len = 0;
    if (fstatat(from, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return file_fail(err, "look at", kind->folder);
    if ((against = reason_against(name, kind->ending, &st, &mend)) != NULL) {
        refuse(c, kind->folder, name, against, mend);
        return true;
    }
    const char *bytes = beneath_read(from, name, DECKS_FILE_BYTES_MAX, c->arena, &len, &why);
    if (bytes == NULL && why.code == ERR_FILE) {
        refuse(c, kind->folder, name, "It cannot be read.", "Copy the file again.");
        return true;
    }
    if (bytes == NULL)
        return err_set(err, why.code, "%s", why.detail);
    c->bytes += len;
    if (c->bytes > DECKS_BYTES_MAX)
        return err_set(err, ERR_CONTENT, "more than %d bytes of decks", DECKS_BYTES_MAX);
    return beneath_write(to, name, bytes, len, NULL, err);
}

static bool copy_entries(
    struct copying *c, const struct kind *kind, DIR *dir, int to, struct err *err)
{
    for (;;) {
        errno = 0;
        const struct dirent *e = readdir(dir);
        if (e == NULL)
            return errno == 0 || file_fail(err, "list", kind->folder);
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        if (++c->entries > DECKS_ENTRIES_MAX)
            return err_set(err, ERR_CONTENT, "more than %d files of decks", DECKS_ENTRIES_MAX);
        if (is_litter(e->d_name))
            continue;
        arena_reset(c->arena);
        if (!copy_file(c, kind, dirfd(dir), to, e->d_name, err))
            return false;
    }
}

static bool copy_folder(struct copying *c, const struct kind *kind, struct err *err)
{
    int from = openat(c->from, kind->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (from < 0 && errno == ENOENT)
        return true;
    if (from < 0 && (errno == ENOTDIR || errno == ELOOP)) {
        c->refused(c->ctx, kind->folder, "This is a link or a file where a folder belongs.",
            "Make it a folder with files in it.");
        return true;
    }
    DIR *dir = from < 0 ? NULL : fdopendir(from);
    if (dir == NULL) {
        file_fail(err, "open", kind->folder);
        if (from >= 0)
            close(from);
        return false;
    }
    int to = beneath_folder(c->to, kind->folder, true, err);
    bool ok = to >= 0 && copy_entries(c, kind, dir, to, err);
    if (ok && fsync(to) < 0 && errno != EINVAL)
        ok = file_fail(err, "sync", kind->folder);
    if (to >= 0)
        close(to);
    closedir(dir);
    return ok;
}

static bool make_anew(const char *dir, int *fd, struct err *err)
{
    if (!file_remove_folder(dir, OUR_DEPTH, err) || !file_make_folder(dir, err))
        return false;
    *fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return *fd >= 0 || file_fail(err, "open", dir);
}

bool decks_copy(int root, const char *to_dir, decks_refused *refused, void *ctx, struct err *err)
{
    struct copying c = { .to = -1, .refused = refused, .ctx = ctx };
    c.from = beneath_folder(root, DECKS_FOLDER, false, err);
    if (c.from < 0)
        return false;
    c.arena = arena_new();
    bool ok = make_anew(to_dir, &c.to, err);
    for (size_t i = 0; ok && i < COUNT_OF(kinds); i++)
        ok = copy_folder(&c, &kinds[i], err);
    if (ok && fsync(c.to) < 0 && errno != EINVAL)
        ok = file_fail(err, "sync", to_dir);
    if (c.to >= 0)
        close(c.to);
    if (!ok) { /* what cannot go now, the next copy clears */
        bool gone = file_remove_folder(to_dir, OUR_DEPTH, NULL);
        (void)gone;
    }
    close(c.from);
    arena_free(c.arena);
    return ok;
}
