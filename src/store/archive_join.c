/* Meetings of several kiosks as one: those of a code, their counts added up. */
#include "store/archive_read.h"

#include <stdlib.h>
#include <string.h>

/* Members whose turn it is, all of one code. */
struct group {
    struct archive_member *list;
    int count;
};

static int by_code(const void *a, const void *b)
{
    const struct archive_member *left = a, *right = b;
    int code = strcmp(left->code, right->code);
    int kiosk = strcmp(left->kiosk_id, right->kiosk_id);
    if (code != 0 || kiosk != 0)
        return code != 0 ? code : kiosk;
    return memcmp(left->id, right->id, MEETING_ID_BYTES);
}

/* All members, those of one code side by side. */
static bool sorted_members(struct archive *ar, struct arena *a, struct group *all, struct err *err)
{
    if (!archive_members(ar, a, &all->list, &all->count, err))
        return false;
    qsort(all->list, (size_t)all->count, sizeof *all->list, by_code);
    return true;
}

/* The members of the code that begins at rest; rest goes on behind them. */
static struct group next_group(struct group *rest)
{
    struct group g = { .list = rest->list };
    while (g.count < rest->count && strcmp(g.list[g.count].code, g.list[0].code) == 0)
        g.count++;
    rest->list += g.count;
    rest->count -= g.count;
    return g;
}

static int kiosks_of(const struct group *g)
{
    int kiosks = 0;
    for (int i = 0; i < g->count; i++)
        kiosks += i == 0 || strcmp(g->list[i].kiosk_id, g->list[i - 1].kiosk_id) != 0;
    return kiosks;
}

/* --- the meeting --- */

static enum meeting_state joined_state(enum meeting_state a, enum meeting_state b)
{
    if (a == b)
        return a;
    return a == MEETING_RUNNING || b == MEETING_RUNNING ? MEETING_RUNNING : MEETING_PAUSED;
}

static void join_meeting(struct published *to, const struct published *more)
{
    struct meeting *m = &to->meeting;
    m->state = joined_state(m->state, more->meeting.state);
    if (more->meeting.group_min < m->group_min)
        m->group_min = more->meeting.group_min;
    if (more->meeting.results == RESULTS_NOW)
        m->results = RESULTS_NOW;
    if (strcmp(to->kiosk_id, more->kiosk_id) != 0)
        to->kiosk_id[0] = '\0';
}

/* --- the counts --- */

static bool join_card(struct published_card *to, const struct published_card *more)
{
    if (more->choice_count > to->choice_count)
        to->choice_count = more->choice_count;
    return tally_add(&to->tally, &more->tally);
}

/* How many cards only more has. Both lists are sorted. */
static int new_cards(const struct published *to, const struct published *more)
{
    int added = 0, i = 0;
    for (int j = 0; j < more->card_count; j++) {
        while (i < to->card_count && published_card_order(&to->cards[i], &more->cards[j]) < 0)
            i++;
        added += i == to->card_count || published_card_order(&to->cards[i], &more->cards[j]) != 0;
    }
    return added;
}

/* A place among to's cards for those that only more has, with nothing counted. */
static void make_room(struct arena *a, struct published *to, const struct published *more)
{
    int all_count = to->card_count + new_cards(to, more), i = 0, j = 0;
    if (all_count == to->card_count)
        return;
    struct published_card *all = arena_alloc(a, (size_t)all_count * sizeof *all);
    for (int k = 0; k < all_count; k++) {
        int order = i == to->card_count     ? 1
                    : j == more->card_count ? -1
                                            : published_card_order(&to->cards[i], &more->cards[j]);
        j += order >= 0;
        if (order <= 0)
            all[k] = to->cards[i++];
        else
            all[k] = (struct published_card){ .card = arena_strdup(a, more->cards[j - 1].card),
                .version = arena_strdup(a, more->cards[j - 1].version) };
    }
    to->cards = all;
    to->card_count = all_count;
}

static bool join_cards(struct arena *a, struct published *to, const struct published *more)
{
    make_room(a, to, more);
    struct published_card *card = (struct published_card *)to->cards; /* in a, which is ours */
    bool ok = true;
    for (int j = 0; j < more->card_count; j++, card++) {
        while (published_card_order(card, &more->cards[j]) != 0)
            card++;
        ok = join_card(card, &more->cards[j]) && ok;
    }
    return ok;
}

static bool join(struct arena *a, struct published *to, const struct published *more)
{
    bool ok = true;
    join_meeting(to, more);
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        to->pool[e] += more->pool[e];
        ok = ok && to->pool[e] >= more->pool[e];
    }
    to->has_pool = to->has_pool || more->has_pool;
    to->left_out += more->left_out; /* below GROUP_MIN_HIGHEST each */
    return join_cards(a, to, more) && ok;
}

static bool join_group(struct archive *ar, const struct group *g, struct arena *a,
    struct published *out, struct err *err)
{
    struct arena *scratch = arena_new();
    struct published more;
    bool ok = archive_member_published(ar, &g->list[0], a, out, err);
    for (int i = 1; ok && i < g->count; i++) {
        ok = archive_member_published(ar, &g->list[i], scratch, &more, err);
        if (ok && !join(a, out, &more))
            ok = err_set(err, ERR_STORE, "a meeting has more answers than can be counted");
        arena_reset(scratch);
    }
    arena_free(scratch);
    return ok;
}

/* --- what is asked --- */

bool archive_meetings(struct archive *ar, struct arena *a, const struct archive_meeting **list,
    int *count, struct err *err)
{
    struct group rest;
    struct published p;
    if (!sorted_members(ar, a, &rest, err))
        return false;
    struct archive_meeting *all = arena_alloc(a, (size_t)rest.count * sizeof *all);
    struct arena *scratch = arena_new();
    bool ok = true;
    for (*count = 0; ok && rest.count > 0; (*count)++) {
        struct group g = next_group(&rest);
        ok = join_group(ar, &g, scratch, &p, err);
        if (ok)
            all[*count] = (struct archive_meeting){
                .meeting = p.meeting, .kiosks = kiosks_of(&g), .answers = published_answers(&p)
            };
        arena_reset(scratch);
    }
    arena_free(scratch);
    *list = all;
    return ok;
}

bool archive_published(
    struct archive *ar, const char *code, struct arena *a, struct published *out, struct err *err)
{
    struct group rest;
    struct arena *scratch = arena_new();
    bool ok = sorted_members(ar, scratch, &rest, err), found = false;
    while (ok && !found && rest.count > 0) {
        struct group g = next_group(&rest);
        found = strcmp(g.list[0].code, code) == 0;
        if (found)
            ok = join_group(ar, &g, a, out, err);
    }
    arena_free(scratch);
    return ok && (found || err_set(err, ERR_USAGE, "there is no meeting with the code %s", code));
}
