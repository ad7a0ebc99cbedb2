#include "platform/bundle_write.h"

#include "base/arena.h"
#include "base/file.h"
#include "platform/beneath.h"
#include "platform/generation.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { ASIDE_MAX = 99, FOLDER_BLOCKS = 8 /* what the folders themselves may take */ };

/*
 * The three names of one bundle. A folder gets the name `now` only by a rename of a generation
 * that was complete and verified, and `old` only by a rename of `now`.
 */
struct place {
    int parent; /* the kiosk's folder on the medium */
    const char *now, *next, *old;
    const struct bundle *b;
    struct progress *done;
    struct arena *arena;
};

static bool sync_parent(const struct place *p, struct err *err)
{
    return fsync(p->parent) == 0 || errno == EINVAL || file_fail(err, "sync the folder of", p->now);
}

static bool rename_synced(const struct place *p, const char *from, const char *to, struct err *err)
{
    if (renameat(p->parent, from, p->parent, to) < 0)
        return file_fail(err, "rename to", to);
    return sync_parent(p, err);
}

/* Somebody's own files, or results that somebody has changed: kept beside the bundle. */
static bool keep_aside(const struct place *p, const char *name, struct err *err)
{
    for (int i = 1; i <= ASIDE_MAX; i++) {
        const char *aside = arena_printf(p->arena, "%s.bewaard-%d", p->now, i);
        if (faccessat(p->parent, aside, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
            continue;
        if (errno != ENOENT)
            return file_fail(err, "look at", aside);
        return rename_synced(p, name, aside, err);
    }
    return err_set(
        err, ERR_FILE, "%s holds files that are not ours: take them off the medium", name);
}

static bool clear(const struct place *p, const char *name, struct err *err)
{
    bool gone;
    return generation_remove(p->parent, name, p->b, &gone, err) &&
           (gone || keep_aside(p, name, err));
}

/* Puts what a cut left behind in order: a complete generation, if there is one, as `now`, and
 * nothing under the other two names. */
static bool repair(const struct place *p, struct err *err)
{
    enum generation_state now, next, old;
    if (!generation_look(p->parent, p->now, &now, err))
        return false;
    if (now != GENERATION_COMPLETE) {
        if (!generation_look(p->parent, p->next, &next, err) ||
            !generation_look(p->parent, p->old, &old, err))
            return false;
        if (now == GENERATION_DAMAGED && !keep_aside(p, p->now, err))
            return false;
        const char *from = next == GENERATION_COMPLETE  ? p->next
                           : old == GENERATION_COMPLETE ? p->old
                                                        : NULL;
        if (from != NULL && !rename_synced(p, from, p->now, err))
            return false;
    }
    return clear(p, p->next, err) && clear(p, p->old, err);
}

/* Refuses before the first byte, where the medium tells its room. */
static bool has_room(int folder, const struct bundle *b, struct err *err)
{
    struct statvfs fs;
    if (fstatvfs(folder, &fs) < 0)
        return file_fail(err, "ask the room on", "the medium");
    if (fs.f_blocks == 0 || fs.f_frsize == 0)
        return true; /* a file system without limits, or without an answer */
    unsigned long long blocks = FOLDER_BLOCKS;
    for (int i = 0; i < b->file_count; i++)
        blocks += (b->files[i].len + fs.f_frsize - 1) / fs.f_frsize;
    return blocks <= fs.f_bavail ||
           err_set(err, ERR_FULL, "the results need %llu KiB and the medium has %llu KiB free",
               (blocks * fs.f_frsize + 1023) / 1024,
               (unsigned long long)fs.f_bavail * fs.f_frsize / 1024);
}

/* `next`, complete, becomes `now`. Between the two renames of a file system that cannot exchange
 * folders, both generations stand complete under their other names. */
static bool swap(const struct place *p, struct err *err)
{
    if (renameat2(p->parent, p->next, p->parent, p->now, RENAME_EXCHANGE) == 0)
        return sync_parent(p, err) && clear(p, p->next, err);
    if (errno != ENOENT && errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return file_fail(err, "exchange with", p->next);
    if (renameat(p->parent, p->now, p->parent, p->old) < 0 && errno != ENOENT)
        return file_fail(err, "rename to", p->old);
    return sync_parent(p, err) && rename_synced(p, p->next, p->now, err) && clear(p, p->old, err);
}

static bool names_ok(const struct bundle *b, const char *next, struct err *err)
{
    bool ok = beneath_name_ok(b->kiosk) && beneath_name_ok(b->folder) && beneath_name_ok(next) &&
              b->file_count > 0 && b->file_count <= BUNDLE_FILE_MAX;
    for (int i = 0; ok && i < b->file_count; i++)
        ok = beneath_path_ok(b->files[i].path);
    return ok || err_set(err, ERR_FILE, "not a name for a medium, in the bundle %s/%s", b->kiosk,
                     b->folder);
}

static bool write_generation(const struct place *p, struct err *err)
{
    if (!repair(p, err))
        return false;
    if (has_room(p->parent, p->b, err) &&
        generation_write(p->parent, p->next, p->b, p->done, err) && swap(p, err))
        return true;
    (void)repair(p, NULL); /* leaves no half behind, where the medium still can; err says why */
    return false;
}

/* The swap is the last part of the way. */
static size_t bytes_to_do(const struct bundle *b)
{
    size_t bytes = 1;
    for (int i = 0; i < b->file_count; i++)
        bytes += 2 * b->files[i].len;
    return bytes;
}

bool bundle_write_at(int root, const struct bundle *b, struct progress *done, struct err *err)
{
    bool ok = false;
    int top = -1;
    struct arena *a = arena_new();
    struct place p = {
        .parent = -1,
        .now = b->folder,
        .next = arena_printf(a, "%s.nieuw", b->folder),
        .old = arena_printf(a, "%s.oud", b->folder),
        .b = b,
        .done = done,
        .arena = a,
    };
    progress_begin(done, bytes_to_do(b));
    if (!names_ok(b, p.next, err) || (top = beneath_folder(root, MEDIUM_FOLDER, true, err)) < 0 ||
        (p.parent = beneath_folder(top, b->kiosk, true, err)) < 0)
        goto out;
    ok = write_generation(&p, err);
    if (ok)
        progress_add(done, 1);
out:
    if (!ok && top >= 0) { /* only where they are empty: a refused medium is left as it was */
        (void)unlinkat(top, b->kiosk, AT_REMOVEDIR);
        (void)unlinkat(root, MEDIUM_FOLDER, AT_REMOVEDIR);
    }
    if (p.parent >= 0)
        close(p.parent);
    if (top >= 0)
        close(top);
    arena_free(a);
    return ok;
}

bool bundle_write(const char *root, const struct bundle *b, struct progress *done, struct err *err)
{
    int medium = open(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (medium < 0)
        return file_fail(err, "open", root);
    bool ok = bundle_write_at(medium, b, done, err);
    close(medium);
    return ok;
}
