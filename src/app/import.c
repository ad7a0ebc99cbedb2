#include "app/import.h"

#include "base/arena.h"
#include "base/file.h"
#include "screens/fits.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONTENT_DEPTH = 1 /* folders in a content folder */ };

void import_refuse(void *faults, const char *file, const char *what, const char *mend)
{
    faults_add(faults, file, 0, mend, "%s", what);
}

bool import_check(const char *new_dir, const char *shipped, struct arena *a, struct faults *faults,
    const struct content **content)
{
    *content = content_load(a, new_dir, shipped, faults);
    return *content != NULL && faults->count == 0;
}

/* --- does it fit? --- */

/* Where it is said that something does not fit: one line a file and panel is enough to mend it. */
struct misfits {
    struct faults *faults;
    char last[200];
};

static void add_misfit(void *ctx, const struct fits_fault *f)
{
    struct misfits *m = ctx;
    char file[100], place[sizeof m->last];
    if (f->card == NULL)
        (void)snprintf(file, sizeof file, "phrases/%s.po", f->language);
    else
        (void)snprintf(file, sizeof file, "cards/%s.%s.md", f->card, f->language);
    (void)snprintf(
        place, sizeof place, "%s %s%s", file, f->panel->name, f->large_text ? " with A+" : "");
    if (strcmp(place, m->last) == 0)
        return;
    memcpy(m->last, place, sizeof place);
    faults_add(m->faults, file, 0, "Make the text shorter.", "It does not fit %s%s: %s.",
        f->panel->name, f->large_text ? " with A+" : "", f->what);
}

int import_fit_steps(const struct content *c)
{
    return c->card_count + (c->vocabulary_count - 1) + c->deck_count;
}

/* What fits_content does with all of it at once, in slices: each card with the first words, then a
 * card with each of the others, then each deck without cards. */
void import_fit(const struct content *c, int step, struct measure measure, struct faults *faults)
{
    struct misfits misfits = { .faults = faults };
    struct content slice = *c;
    slice.deck_count = 0;
    slice.card_count = slice.vocabulary_count = 1;
    if (step < c->card_count) {
        slice.cards = &c->cards[step];
    } else if ((step -= c->card_count) < c->vocabulary_count - 1) {
        slice.cards = &c->cards[c->card_count - 1];
        slice.vocabularies = &c->vocabularies[step + 1];
    } else {
        slice.decks = &c->decks[step - (c->vocabulary_count - 1)];
        slice.deck_count = 1;
        slice.card_count = 0;
    }
    (void)fits_content(&slice, measure, add_misfit, &misfits); /* the faults are in the list */
}

/* --- the swap --- */

static bool exists(int data, const char *name)
{
    struct stat st;
    return fstatat(data, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool sync_data(int data, struct err *err)
{
    return fsync(data) == 0 || errno == EINVAL || file_fail(err, "sync the folder of", IMPORT_NOW);
}

static bool rename_synced(int data, const char *from, const char *to, struct err *err)
{
    if (renameat(data, from, data, to) < 0)
        return file_fail(err, "rename to", to);
    return sync_data(data, err);
}

static bool remove_old(const char *data_dir, struct err *err)
{
    struct arena *a = arena_new();
    bool ok = file_remove_folder(arena_printf(a, "%s/" IMPORT_OLD, data_dir), CONTENT_DEPTH, err);
    arena_free(a);
    return ok;
}

/* In two renames. Between them import_repair finds the content of before as IMPORT_OLD. */
static bool swap_in_two(const char *data_dir, int data, struct err *err)
{
    if (exists(data, IMPORT_NOW) &&
        (!remove_old(data_dir, err) || !rename_synced(data, IMPORT_NOW, IMPORT_OLD, err)))
        return false;
    if (rename_synced(data, IMPORT_NEW, IMPORT_NOW, err))
        return true;
    if (!exists(data, IMPORT_NOW) && exists(data, IMPORT_OLD))
        (void)rename_synced(data, IMPORT_OLD, IMPORT_NOW, NULL); /* err says why already */
    return false;
}

static bool swap(const char *data_dir, int data, struct err *err)
{
    if (renameat2(data, IMPORT_NEW, data, IMPORT_NOW, RENAME_EXCHANGE) < 0) {
        if (errno != ENOENT && errno != EINVAL && errno != ENOSYS && errno != ENOTSUP &&
            errno != EXDEV)
            return file_fail(err, "exchange with", IMPORT_NEW);
        return swap_in_two(data_dir, data, err);
    }
    if (!sync_data(data, err))
        return false;
    /* It stands. What was there before is one more to fall back on; a next copy clears it else. */
    if (remove_old(data_dir, NULL))
        (void)rename_synced(data, IMPORT_NEW, IMPORT_OLD, NULL);
    return true;
}

static bool repair(int data, struct err *err)
{
    return exists(data, IMPORT_NOW) || !exists(data, IMPORT_OLD) ||
           rename_synced(data, IMPORT_OLD, IMPORT_NOW, err);
}

bool import_repair(const char *data_dir, struct err *err)
{
    int data = open(data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (data < 0) /* nothing was ever kept there */
        return errno == ENOENT || file_fail(err, "open", data_dir);
    bool ok = repair(data, err);
    close(data);
    return ok;
}

bool import_install(const char *data_dir, struct err *err)
{
    int data = open(data_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (data < 0)
        return file_fail(err, "open", data_dir);
    bool ok = repair(data, err);
    if (ok && !exists(data, IMPORT_NEW))
        ok = err_set(err, ERR_FILE, "there is no %s/" IMPORT_NEW, data_dir);
    if (ok && syncfs(data) < 0)
        ok = file_fail(err, "sync", data_dir);
    ok = ok && swap(data_dir, data, err);
    close(data);
    return ok;
}
