#include "store/merge.h"

#include "base/file.h"
#include "store/archive.h"
#include "store/archive_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One meeting of one kiosk, as one of the files has it. */
struct state {
    struct archive_member member;
    int file; /* position in paths */
    uint64_t answers;
    bool closed;
};

struct merging {
    const char *const *paths;
    struct merge_blame *blame;
    struct arena *arena; /* as long as the merging */
    struct state *states;
    int state_count, room;
    struct archive *open; /* of the files, the one that was read last */
    int open_file;
    sqlite3 *out;
};

static struct archive *file_of(struct merging *m, int file, struct err *err)
{
    if (m->open != NULL && m->open_file == file)
        return m->open;
    archive_close(m->open);
    m->open = archive_open_again(m->paths[file], err);
    m->open_file = file;
    return m->open;
}

/* --- what there is to merge --- */

static struct state *new_state(struct merging *m)
{
    if (m->state_count == m->room) {
        int room = 2 * m->room + 64;
        struct state *more = arena_alloc(m->arena, (size_t)room * sizeof *more);
        if (m->state_count > 0)
            memcpy(more, m->states, (size_t)m->state_count * sizeof *more);
        m->states = more;
        m->room = room;
    }
    return &m->states[m->state_count++];
}

static bool list_file(struct merging *m, int file, struct err *err)
{
    struct archive *ar = archive_open(m->paths[file], err);
    struct arena *list_arena = arena_new(), *scratch = arena_new();
    struct archive_member *list;
    int count = 0;
    bool ok = ar != NULL && archive_members(ar, list_arena, &list, &count, err);
    for (int i = 0; ok && i < count; i++) {
        struct published p;
        ok = archive_member_published(ar, &list[i], scratch, &p, err);
        if (ok)
            *new_state(m) = (struct state){ .member = list[i],
                .file = file,
                .answers = published_answers(&p),
                .closed = p.meeting.state == MEETING_CLOSED };
        arena_reset(scratch);
    }
    if (!ok)
        m->blame->file = m->paths[file];
    archive_close(ar);
    arena_free(scratch);
    arena_free(list_arena);
    return ok;
}

static int same_meeting(const struct state *a, const struct state *b)
{
    int kiosk = strcmp(a->member.kiosk_id, b->member.kiosk_id);
    return kiosk != 0 ? kiosk : memcmp(a->member.id, b->member.id, MEETING_ID_BYTES);
}

/* The states of a meeting side by side, each behind those that it may contain. */
static int by_meeting(const void *a, const void *b)
{
    const struct state *left = a, *right = b;
    int meeting = same_meeting(left, right);
    if (meeting != 0)
        return meeting;
    if (left->answers != right->answers)
        return left->answers < right->answers ? -1 : 1;
    return left->closed - right->closed;
}

/* --- which of two is the later one --- */

static bool card_contains(const struct tally *later, const struct tally *earlier)
{
    bool all = later->total >= earlier->total;
    for (int e = 0; e < ELEMENT_COUNT; e++)
        all = all && later->element[e] >= earlier->element[e];
    for (int c = 0; c < CHOICE_COUNT; c++) {
        all = all && later->choice[c] >= earlier->choice[c];
        for (int e = 0; e < ELEMENT_COUNT; e++)
            all = all && later->table[e][c] >= earlier->table[e][c];
    }
    return all;
}

/* Every count of earlier is in later, and not smaller; what is closed changes no more. */
static bool contains(const struct published *later, const struct published *earlier)
{
    static const struct tally none = { .total = 0 };
    bool was_closed = earlier->meeting.state == MEETING_CLOSED;
    if (was_closed && (later->meeting.state != MEETING_CLOSED ||
                          published_answers(later) != published_answers(earlier) ||
                          later->left_out != earlier->left_out))
        return false;
    for (int e = 0; e < ELEMENT_COUNT; e++)
        if (later->pool[e] < earlier->pool[e])
            return false;
    int i = 0;
    for (int j = 0; j < earlier->card_count; j++) {
        const struct published_card *card = &earlier->cards[j];
        while (i < later->card_count && published_card_order(&later->cards[i], card) < 0)
            i++; /* both are sorted */
        bool there = i < later->card_count && published_card_order(&later->cards[i], card) == 0;
        if (!card_contains(there ? &later->cards[i].tally : &none, &card->tally))
            return false;
    }
    return true;
}

/* Two states with the same counts may differ in what the meeting is called, or in cards that nobody
 * has answered: take the same of them, whichever comes first. */
static bool is_preferred(const struct published *p, const struct published *to)
{
    const struct meeting *a = &p->meeting, *b = &to->meeting;
    const int orders[] = { p->card_count - to->card_count, strcmp(a->title, b->title),
        strcmp(a->place, b->place), strcmp(a->date, b->date), strcmp(a->code, b->code),
        strcmp(a->deck, b->deck), strcmp(a->vocabulary, b->vocabulary), a->group_min - b->group_min,
        (int)a->results - (int)b->results, (int)a->state - (int)b->state };
    for (size_t i = 0; i < COUNT_OF(orders); i++)
        if (orders[i] != 0)
            return orders[i] > 0;
    for (int i = 0; i < p->card_count; i++) {
        int order = published_card_order(&p->cards[i], &to->cards[i]);
        if (order == 0)
            order = p->cards[i].choice_count - to->cards[i].choice_count;
        if (order != 0)
            return order > 0;
    }
    return false;
}

/* --- merging --- */

static bool refuse(struct merging *m, const struct state *a, const struct state *b, struct err *err)
{
    m->blame->file = m->paths[a->file < b->file ? a->file : b->file];
    m->blame->other = m->paths[a->file < b->file ? b->file : a->file];
    return err_set(err, ERR_STORE,
        "both are of kiosk %.8s, and neither contains the other's answers to the same meeting;"
        " was its memory card copied, and were both used?",
        a->member.kiosk_id);
}

static bool load(struct merging *m, const struct state *s, struct arena *a, struct published *out,
    struct err *err)
{
    struct archive *ar = file_of(m, s->file, err);
    if (ar != NULL && archive_member_published(ar, &s->member, a, out, err))
        return true;
    m->blame->file = m->paths[s->file];
    return false;
}

/* All states of one meeting of one kiosk, the fullest last. */
static bool add_meeting(struct merging *m, const struct state *states, int count, struct err *err)
{
    struct arena *arena = arena_new(), *next_arena = arena_new();
    struct published fullest;
    bool ok = load(m, &states[0], arena, &fullest, err);
    for (int i = 1; ok && i < count; i++) {
        struct published next;
        arena_reset(next_arena);
        ok = load(m, &states[i], next_arena, &next, err) &&
             (contains(&next, &fullest) || refuse(m, &states[i - 1], &states[i], err));
        if (!ok || (contains(&fullest, &next) && !is_preferred(&next, &fullest)))
            continue;
        struct arena *used = arena;
        arena = next_arena;
        next_arena = used;
        fullest = next;
    }
    ok = ok && archive_add(m->out, &fullest, err);
    arena_free(next_arena);
    arena_free(arena);
    return ok;
}

static bool add_meetings(struct merging *m, struct err *err)
{
    bool ok = true;
    for (int i = 0, end; ok && i < m->state_count; i = end) {
        for (end = i + 1; end < m->state_count; end++)
            if (same_meeting(&m->states[i], &m->states[end]) != 0)
                break;
        ok = add_meeting(m, &m->states[i], end - i, err);
    }
    return ok;
}

/* --- writing --- */

/* A power cut leaves the part, never half an archive under its name: it needs no journal. */
static bool write_part(struct merging *m, const char *part, struct err *err)
{
    m->out = db_open(part, err);
    bool ok = m->out != NULL &&
              db_script(m->out, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", err) &&
              archive_begin(m->out, err) && db_begin(m->out, err);
    if (ok)
        ok = db_end(m->out, add_meetings(m, err), err);
    db_close(m->out);
    return ok;
}

static bool may_replace(const char *to, struct err *err)
{
    struct stat st;
    struct err why = { 0 };
    if (lstat(to, &st) < 0)
        return errno == ENOENT || err_set(err, file_err_code(errno), "%s: %s", to, strerror(errno));
    struct archive *there = archive_open(to, &why);
    archive_close(there);
    return there != NULL ||
           err_set(err, ERR_FILE, "%s is there already, and not replaced: %s", to, why.detail);
}

static bool write_whole(struct merging *m, const char *to, struct err *err)
{
    const char *slash = strrchr(to, '/');
    const char *folder =
        slash == NULL ? "." : arena_strndup(m->arena, to, (size_t)(slash - to) + 1);
    char *part = arena_printf(m->arena, "%s.part-XXXXXX", to);
    int fd = mkostemp(part, O_CLOEXEC);
    if (fd < 0)
        return err_set(err, file_err_code(errno), "create %s: %s", to, strerror(errno));
    bool ok = write_part(m, part, err);
    if (ok && (fsync(fd) < 0 || rename(part, to) < 0))
        ok = err_set(err, file_err_code(errno), "write %s: %s", to, strerror(errno));
    close(fd);
    if (!ok)
        (void)unlink(part);
    return ok && file_sync_folder(folder, err);
}

bool merge_archives(
    const char *const *paths, int count, const char *to, struct merge_blame *blame, struct err *err)
{
    struct merging m = { .paths = paths, .blame = blame, .arena = arena_new() };
    *blame = (struct merge_blame){ .file = NULL };
    bool ok = may_replace(to, err);
    for (int file = 0; ok && file < count; file++)
        ok = list_file(&m, file, err);
    if (ok) {
        qsort(m.states, (size_t)m.state_count, sizeof *m.states, by_meeting);
        ok = write_whole(&m, to, err);
    }
    archive_close(m.open);
    arena_free(m.arena);
    return ok;
}
