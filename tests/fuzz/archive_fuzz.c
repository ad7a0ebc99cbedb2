/*
 * libFuzzer target: an archive that somebody else has made (archive_make.h), read and then merged.
 * Nothing may crash or hang, nothing of the file may run, and what is accepted holds what a kiosk
 * could have published and can be merged to an archive that is accepted in its turn.
 */
#include "archive_make.h"
#include "base/file.h"
#include "sample_archive.h"
#include "store/archive_check.h"
#include "store/archive_read.h"
#include "store/db.h"
#include "store/merge.h"
#include "temp.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILE_MAX = 4 * 1024 * 1024 };

struct bench {
    struct arena *a;
    const char *dir, *path, *good, *to, *to_again;
    bool reading; /* what is not ours is open: nothing of it may run */
};

static struct bench *bench(void)
{
    static struct bench only;
    return &only;
}

static void remove_bench(void)
{
    temp_remove(bench()->dir);
    arena_free(bench()->a);
}

/* --- nothing of a file runs --- */

static void trap(sqlite3_context *call, int argc, sqlite3_value **argv)
{
    (void)argc;
    (void)argv;
    if (bench()->reading)
        abort();
    sqlite3_result_int(call, 1);
}

/* Every connection knows it, as harmless as a function can be said to be. */
static int add_trap(sqlite3 *db, const char **message, const struct sqlite3_api_routines *api)
{
    (void)message;
    (void)api;
    return sqlite3_create_function(db, "trap", -1,
        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, trap, NULL, NULL);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct bench *b = bench();
    (void)argc;
    (void)argv;
    b->a = arena_new();
    char *dir = arena_strdup(b->a, "/dev/shm/goedwerk-fuzz-XXXXXX"); /* merging syncs, often */
    assert(mkdtemp(dir) != NULL);
    b->dir = dir;
    b->path = arena_printf(b->a, "%s/archive", b->dir);
    b->good = arena_printf(b->a, "%s/good", b->dir);
    b->to = arena_printf(b->a, "%s/merged", b->dir);
    b->to_again = arena_printf(b->a, "%s/merged-again", b->dir);
    /* Each piece of memory by itself, so that the sanitizer sees its ends. */
    assert(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK);
    assert(sqlite3_auto_extension((void (*)(void))add_trap) == SQLITE_OK);
    const struct published *p =
        sample_published(b->a, 1, 1, ELEMENT_ETHICS, (const uint32_t[]){ 25, 5, 0 });
    sample_archive(b->good, &p, 1);
    assert(atexit(remove_bench) == 0);
    return 0;
}

/* --- what is accepted --- */

static void check_published(const struct published *p)
{
    const struct meeting *m = &p->meeting;
    assert(m->group_min >= 5 && m->group_min <= 20 && p->left_out < 20 * 256);
    assert(archive_check_text(m->title, strlen(m->title), MEETING_TITLE_MAX - 1));
    assert(archive_check_text(m->place, strlen(m->place), MEETING_PLACE_MAX - 1));
    assert(archive_check_text(m->date, strlen(m->date), sizeof m->date - 1));
    assert(archive_check_text(m->deck, strlen(m->deck), MEETING_KEY_MAX - 1));
    for (int i = 0; i < p->card_count; i++) {
        const struct published_card *card = &p->cards[i];
        uint64_t total = card->tally.total;
        assert(total == 0 || total >= 5);
        assert(card->choice_count >= 0 && card->choice_count <= CARD_CHOICE_MAX);
        assert(i == 0 || published_card_order(&p->cards[i - 1], card) < 0);
    }
}

static void check_accepted(struct archive *ar, struct arena *a)
{
    const struct archive_meeting *list;
    struct err err = { 0 };
    int count;
    if (!archive_meetings(ar, a, &list, &count, &err)) {
        assert(strstr(err.detail, "more answers than can be counted") != NULL);
        return;
    }
    assert(count > 0);
    for (int i = 0; i < count; i++) {
        struct published p;
        assert(archive_published(ar, list[i].meeting.code, a, &p, NULL));
        assert(published_answers(&p) == list[i].answers);
        check_published(&p);
    }
}

/* To an archive that is accepted; or refused, with a reason. */
static bool merges(const char *const paths[2], const char *to)
{
    struct merge_blame blame;
    struct err err = { 0 };
    if (merge_archives(paths, 2, to, &blame, &err))
        return true;
    assert(blame.file != NULL && blame.other != NULL && err.code == ERR_STORE);
    return false;
}

static void check_merged(struct arena *a)
{
    const struct bench *b = bench();
    if (!merges((const char *const[]){ b->path, b->good }, b->to))
        return;
    struct archive *ar = archive_open(b->to, NULL);
    assert(ar != NULL);
    check_accepted(ar, a);
    archive_close(ar);
}

/* Whichever of the two comes first, it is the same. */
static void check_turned(struct arena *a)
{
    const struct bench *b = bench();
    bool was_merged = access(b->to, F_OK) == 0;
    assert(merges((const char *const[]){ b->good, b->path }, b->to_again) == was_merged);
    if (!was_merged)
        return;
    size_t len, len_again;
    const char *one = file_read(a, b->to, FILE_MAX, &len, NULL);
    const char *other = file_read(a, b->to_again, FILE_MAX, &len_again, NULL);
    assert(one != NULL && other != NULL && len == len_again && memcmp(one, other, len) == 0);
    assert(unlink(b->to_again) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bench *b = bench();
    struct arena *a = arena_new();
    struct err err = { 0 };
    size_t len = 0;
    const void *bytes = archive_make(a, data, size, &len);
    temp_write(b->path, bytes, len);
    b->reading = true;
    struct archive *ar = archive_open(b->path, &err);
    if (ar != NULL) {
        check_accepted(ar, a);
        archive_close(ar);
        check_merged(a);
        if (size % 4 == 0) /* it takes as long as all the rest */
            check_turned(a);
        (void)unlink(b->to);
    } else {
        assert(err.code == ERR_STORE && err.detail[0] != '\0');
    }
    b->reading = false;
    arena_free(a);
    return 0;
}
