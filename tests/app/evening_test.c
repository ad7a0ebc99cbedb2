/*
 * An evening of 200 visitors on six cards, of which everything is kept: photographs of the glass, the
 * list and the archive of every stick. Whatever two of them are laid side by side: what one says more
 * than the other is a whole group. Between two publications nothing changes on any screen, however
 * many answer meanwhile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/settings.h"
#include "base/hash.h"
#include "documents/results_csv.h"
#include "hub.h"
#include "photo.h"
#include "play.h"
#include "store/archive_read.h"
#include "store/merge.h"
#include "temp.h"
#include "torture.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VISITORS = 200, OF_THE_OTHER = 70, CARDS = 6, STATES_MOST = 400, ANSWERS_MOST = 700 };

/* What a list says. */
struct state {
    struct tally card[CARDS];
    bool listed[CARDS], has_pool, closed;
    uint32_t pool[ELEMENT_COUNT], left_out;
    const char *archive; /* the file of the same moment */
};

struct evening {
    struct hub *h;
    struct look *look;
    struct model m;
    unsigned seed;
    const char *dir; /* of archives */
    const char *csv; /* the list as it was read last */
    struct state *states;
    int count;
    uint64_t screens[SCREEN_COUNT]; /* as photographed at the last publication */
    struct {
        int card, element, choice;
    } * given; /* every answer that was acknowledged, in its order */
    int given_count;
    long photographs, answers;
};

static int dice(struct evening *e, int sides)
{
    return rand_r(&e->seed) % sides;
}

static const struct deck *whole_deck(const struct evening *e)
{
    return content_deck(e->h->content, "kennismaking");
}

static int card_of(const struct evening *e, const char *key, size_t len)
{
    for (int i = 0; i < CARDS; i++) {
        const char *is = whole_deck(e)->cards[i]->key;
        if (strlen(is) == len && memcmp(is, key, len) == 0)
            return i;
    }
    fail_msg("no card %.*s", (int)len, key);
    return -1;
}

/* --- reading a list ---------------------------------------------------------------------------- */

static int element_named(const char *name, size_t len)
{
    for (int i = 0; i < ELEMENT_COUNT; i++)
        if (strlen(element_key((enum element)i)) == len &&
            memcmp(element_key((enum element)i), name, len) == 0)
            return i;
    fail_msg("no element %.*s", (int)len, name);
    return -1;
}

static int choice_named(const char *name)
{
    for (int i = 0; i < CHOICE_COUNT; i++)
        if (strcmp(choice_key((enum choice)i), name) == 0)
            return i;
    fail_msg("no choice %s", name);
    return -1;
}

static void read_count(
    struct state *s, int card, const char *question, const char *answer, uint32_t count)
{
    struct tally *t = &s->card[card];
    s->listed[card] = true;
    if (strcmp(question, "element") == 0) {
        t->element[element_named(answer, strlen(answer))] = count;
        t->total += count;
    } else if (strcmp(question, "choice") == 0) {
        t->choice[choice_named(answer)] = count;
    } else {
        const char *plus = strchr(answer, '+');
        assert_non_null(plus);
        t->has_table = true;
        t->table[element_named(answer, (size_t)(plus - answer))][choice_named(plus + 1)] = count;
    }
}

/* "meeting;card;card_version;question;answer;count" */
static void read_row(struct evening *e, struct state *s, const char *row)
{
    char cell[6][128] = { "" };
    assert_int_equal(sscanf(row, "%127[^;];%127[^;];%127[^;];%127[^;];%127[^;];%127[0-9]", cell[0],
                         cell[1], cell[2], cell[3], cell[4], cell[5]) == 6 ||
                         sscanf(row, "%127[^;];%1[-];;%127[^;];%127[^;];%127[0-9]", cell[0],
                             cell[1], cell[3], cell[4], cell[5]) == 5,
        true);
    uint32_t count = (uint32_t)strtoul(cell[5], NULL, 10);
    if (strcmp(cell[1], "-") == 0) {
        assert_string_equal(cell[3], "element");
        s->has_pool = true;
        s->pool[element_named(cell[4], strlen(cell[4]))] = count;
    } else {
        read_count(s, card_of(e, cell[1], strlen(cell[1])), cell[3], cell[4], count);
    }
}

static void read_list(struct evening *e, struct state *s, const char *csv)
{
    *s = (struct state){ .archive = NULL };
    const char *row = strchr(csv, '\n'); /* behind the head */
    for (; row != NULL && row[1] != '\0'; row = strchr(row + 1, '\n'))
        read_row(e, s, row + 1);
}

/* --- what must hold of each, and of any two ----------------------------------------------------- */

static uint32_t sum(const uint32_t *counts, int n)
{
    uint32_t all = 0;
    for (int i = 0; i < n; i++)
        all += counts[i];
    return all;
}

static bool adds_up(const struct tally *t)
{
    bool ok =
        sum(t->element, ELEMENT_COUNT) == t->total && sum(t->choice, CHOICE_COUNT) == t->total;
    for (int i = 0; t->has_table && i < ELEMENT_COUNT; i++)
        ok = ok && sum(t->table[i], CHOICE_COUNT) == t->element[i];
    for (int c = 0; t->has_table && c < CHOICE_COUNT; c++) {
        uint32_t column = 0;
        for (int i = 0; i < ELEMENT_COUNT; i++)
            column += t->table[i][c];
        ok = ok && column == t->choice[c];
    }
    return ok && t->has_table == (t->total >= TALLY_TABLE_FROM);
}

static bool is_group(uint32_t answers, int group_min)
{
    return answers == 0 || answers >= (uint32_t)group_min;
}

/* What is more in b of one card: none at all, or a group; and no count of it is less. */
static bool card_grows(const struct tally *a, const struct tally *b, int group_min)
{
    bool ok = b->total >= a->total && is_group(b->total - a->total, group_min);
    bool same = a->total == b->total;
    for (int i = 0; i < ELEMENT_COUNT; i++)
        ok = ok && b->element[i] >= a->element[i] && (!same || a->element[i] == b->element[i]);
    for (int c = 0; c < CHOICE_COUNT; c++)
        ok = ok && b->choice[c] >= a->choice[c] && (!same || a->choice[c] == b->choice[c]);
    for (int i = 0; a->has_table && i < ELEMENT_COUNT; i++)
        for (int c = 0; c < CHOICE_COUNT; c++)
            ok = ok && b->table[i][c] >= a->table[i][c] &&
                 (!same || a->table[i][c] == b->table[i][c]);
    return ok && (!same || a->has_table == b->has_table) && b->has_table >= a->has_table;
}

static void any_two(const struct state *a, const struct state *b, int group_min)
{
    uint32_t before = sum(a->pool, ELEMENT_COUNT), after = sum(b->pool, ELEMENT_COUNT);
    for (int i = 0; i < CARDS; i++)
        if (!card_grows(&a->card[i], &b->card[i], group_min))
            fail_msg("card %d from %u to %u answers: less than a group of %d shows", i,
                a->card[i].total, b->card[i].total, group_min);
    assert_true(after >= before && is_group(after - before, group_min));
    assert_true(b->left_out < (uint32_t)group_min && (b->left_out == 0 || after == 0));
    assert_true(b->closed || (after == 0 && b->left_out == 0));
}

/* The first so many answers of a card. */
static struct tally first_of(const struct evening *e, int card, uint32_t n)
{
    struct tally t = { .has_table = n >= TALLY_TABLE_FROM };
    for (int i = 0; i < e->given_count && t.total < n; i++) {
        if (e->given[i].card != card)
            continue;
        t.total++;
        t.element[e->given[i].element]++;
        t.choice[e->given[i].choice]++;
        if (t.has_table)
            t.table[e->given[i].element][e->given[i].choice]++;
    }
    return t;
}

/* It is the truth; and what is not in it is less than a group, or waits for the plenary. */
static void is_true(struct evening *e, const struct state *s)
{
    uint32_t pool[ELEMENT_COUNT] = { 0 }, rest = 0;
    for (int i = 0; i < CARDS; i++) {
        struct tally shown = first_of(e, i, s->card[i].total), all = first_of(e, i, UINT32_MAX);
        assert_true(adds_up(&s->card[i]));
        assert_memory_equal(&shown, &s->card[i], sizeof shown);
        rest += all.total - shown.total;
        for (int n = 0; n < ELEMENT_COUNT; n++)
            pool[n] += all.element[n] - shown.element[n];
    }
    if (!s->closed)
        return;
    bool pools = rest >= (uint32_t)e->h->meeting.group_min;
    assert_int_equal(s->has_pool, pools);
    assert_int_equal(s->left_out, pools ? 0 : rest);
    if (pools)
        assert_memory_equal(s->pool, pool, sizeof pool);
}

/* --- what is on a stick ------------------------------------------------------------------------ */

/* The archive of that moment says what the list says. */
static void read_archive(const struct evening *e, struct state *s, const char *path)
{
    struct published p;
    struct err err = { .detail = "" };
    const struct archive_meeting *list;
    int count, i;
    struct arena *a = arena_new();
    struct archive *ar = archive_open(path, &err);
    if (ar == NULL)
        fail_msg("%s", err.detail);
    assert_true(archive_meetings(ar, a, &list, &count, &err));
    assert_int_equal(count, 1);
    assert_true(archive_published(ar, list[0].meeting.code, a, &p, &err));
    for (i = 0; i < p.card_count; i++) {
        const struct tally *t = &s->card[card_of(e, p.cards[i].card, strlen(p.cards[i].card))];
        assert_memory_equal(t, &p.cards[i].tally, sizeof *t);
    }
    s->left_out = p.left_out;
    s->closed = p.meeting.state == MEETING_CLOSED;
    assert_int_equal(p.has_pool, s->has_pool);
    assert_memory_equal(p.pool, s->pool, sizeof s->pool);
    archive_close(ar);
    arena_free(a);
}

/* True: there is more on it than on the last one. */
static bool take_stick(struct evening *e)
{
    struct hub *h = e->h;
    const void *bytes;
    size_t len;
    struct arena *a = arena_new();
    struct published p;
    assert_true(store_published(h->store, h->meeting.id, a, &p, NULL));
    struct document csv = results_csv(a, &p);
    const char *text = arena_printf(
        a, "%d%.*s", p.meeting.state == MEETING_CLOSED, (int)csv.len, (const char *)csv.bytes);
    bool news = e->csv == NULL || strcmp(e->csv, text) != 0;
    if (news) {
        assert_true(e->count < STATES_MOST);
        struct state *s = &e->states[e->count];
        const char *path = arena_printf(h->a, "%s/%d.sqlite", e->dir, e->count++);
        e->csv = arena_strdup(h->a, text);
        read_list(e, s, text);
        assert_true(store_archive(h->store, h->meeting.id, a, &bytes, &len, NULL));
        temp_write(path, bytes, len);
        read_archive(e, s, path);
        s->archive = path;
        is_true(e, s);
    }
    arena_free(a);
    return news;
}

/* --- what is on the glass ---------------------------------------------------------------------- */

static const char *label(const struct evening *e, const char *id)
{
    int i = controls_find(&e->look->controls, id);
    return i < 0 ? NULL : e->look->controls.list[i].label;
}

static void shows(const struct evening *e, const char *id, uint32_t n, uint32_t total)
{
    const char *text = label(e, id);
    if (total == 0) {
        assert_null(text);
        return;
    }
    if (text == NULL)
        fail_msg("no %s", id);
    char *end;
    uint32_t number = (uint32_t)strtoul(text, &end, 10);
    assert_true(end != text);
    if (total >= TALLY_PERCENT_FROM) {
        assert_int_equal(*end, '%');
        n = (uint32_t)tally_percent(n, total);
    }
    if (number != n)
        fail_msg("%s: %s, not %u", id, text, n);
}

static void card_on_glass(struct evening *e, const char *screen, const struct tally *t, int choices)
{
    struct arena *a = arena_new();
    for (int i = 0; i < ELEMENT_COUNT; i++)
        shows(e, arena_printf(a, "%s.element.%s.count", screen, element_key((enum element)i)),
            t->element[i], t->total);
    for (int c = 0; c < CHOICE_COUNT; c++)
        if (choice_exists((enum choice)c, choices))
            shows(e, arena_printf(a, "%s.choice.%s.count", screen, choice_key((enum choice)c)),
                t->choice[c], t->total);
    const char *count = label(e, arena_printf(a, "%s.count", screen));
    assert_true(count == NULL ? t->total == 0 : strtoul(count, NULL, 10) == t->total);
    arena_free(a);
}

/* For somebody else, who has just come by: nothing of this visit is on it. */
static struct model for_anybody(const struct evening *e, enum screen_id screen, int card)
{
    struct model m = e->m;
    model_next_visitor(&m, &(struct effects){ 0 });
    return photo_model(&m, screen, card);
}

/* Every number that the glass has is one of the last list. */
static void look_around(struct evening *e)
{
    static const struct tally none;
    const struct panel *panel = &fits_panels[FITS_PANELS - 1];
    const struct state *s = &e->states[e->count - 1];
    uint32_t all = 0;
    for (int i = 0; i < e->m.deck->card_count; i++) {
        const struct card *card = e->m.deck->cards[i];
        const struct tally *t = &s->card[card_of(e, card->key, strlen(card->key))];
        all += t->total;
        struct model m = for_anybody(e, SCREEN_GROUP, i);
        look_at(e->look, &m, panel);
        card_on_glass(e, "group", e->m.machine.practice ? &none : t, card->choice_count);
        m = for_anybody(e, SCREEN_BIGSCREEN, i);
        look_at(e->look, &m, panel);
        card_on_glass(e, "plenary", t, card->choice_count);
        e->photographs += 2;
    }
    struct model m = for_anybody(e, SCREEN_ORGANISER, 0);
    look_at(e->look, &m, panel);
    assert_non_null(label(e, "organiser.answers"));
    assert_int_equal(strtoul(label(e, "organiser.answers"), NULL, 10), all);
    m = for_anybody(e, SCREEN_ATTRACT, 0);
    look_at(e->look, &m, panel);
    const char *foot = label(e, "attract.foot");
    if (foot != NULL && strncmp(foot, "Al ", 3) == 0)
        assert_int_equal(strtoul(foot + 3, NULL, 10), all);
    assert_true(all < TALLY_ATTRACT_FROM || foot == NULL || strncmp(foot, "Al ", 3) == 0);
}

static uint64_t picture_of(struct evening *e, enum screen_id screen)
{
    struct model m = for_anybody(e, screen, (int)screen % e->m.deck->card_count);
    m.machine.printed = (struct printed){ 0 }; /* the one number that may be live */
    look_at(e->look, &m, &fits_panels[2]);
    e->photographs++;
    return draw_hash(&e->look->draw);
}

/* --- what happens ------------------------------------------------------------------------------ */

static void count_it(struct evening *e, const struct effect *fx)
{
    const struct card *card = fx->deck->cards[fx->answer.card];
    const struct store_answer answer = { e->h->meeting.id, card->key, card->version,
        fx->answer.element, fx->answer.choice };
    struct msg msg = { .kind = MSG_ANSWER_COUNTED,
        .counted = { .visit = fx->visit, .deck = fx->deck, .card = fx->answer.card } };
    assert_true(store_count(e->h->store, &answer, NULL));
    assert_true(store_card_published(
        e->h->store, answer.meeting, answer.card, answer.version, &msg.counted.tally, NULL));
    assert_true(e->given_count < ANSWERS_MOST);
    e->given[e->given_count].card = card_of(e, card->key, strlen(card->key));
    e->given[e->given_count].element = (int)answer.element;
    e->given[e->given_count++].choice = (int)answer.choice;
    e->answers++;
    play_one(&e->m, &msg);
}

static void feed(struct evening *e, struct msg msg)
{
    struct effects fx = play_one(&e->m, &msg);
    for (int i = 0; i < fx.count; i++) {
        if (fx.list[i].kind == FX_COUNT_ANSWER)
            count_it(e, &fx.list[i]);
        if (fx.list[i].kind == FX_TIDY)
            assert_true(store_tidy(e->h->store, NULL));
        if (fx.list[i].kind == FX_KEEP_PRINTED)
            assert_true(settings_keep_printed(e->h->store, &fx.list[i].printed, NULL));
    }
}

/* As the program has it after a change, or after its start. */
static void know_anew(struct evening *e)
{
    bool practice = e->m.machine.practice;
    e->m = hub_model(e->h);
    e->m.machine.practice = practice;
    e->m.machine.printer = PRINTER_READY;
}

/* Everybody who comes by takes a photograph. */
static void photograph(struct evening *e)
{
    bool first = e->given_count == 1; /* how to set the kiosk up goes from the glass */
    if (take_stick(e) || first) {
        for (int s = 0; s < SCREEN_COUNT; s++)
            e->screens[s] = picture_of(e, (enum screen_id)s);
        look_around(e);
        return;
    }
    for (int n = 0; n < 3; n++) {
        enum screen_id s = (enum screen_id)dice(e, SCREEN_COUNT);
        if (picture_of(e, s) != e->screens[s])
            fail_msg("after %d answers %s changes between two publications", e->given_count,
                screen_name(s));
    }
}

/* Something else than an answer has changed what the screens say. */
static void other_pictures(struct evening *e)
{
    (void)take_stick(e);
    know_anew(e);
    for (int s = 0; s < SCREEN_COUNT; s++)
        e->screens[s] = picture_of(e, (enum screen_id)s);
    look_around(e);
}

static void to_deck(struct evening *e)
{
    if (e->m.screen == SCREEN_TAKE_HOME)
        feed(e, (struct msg){ .kind = MSG_GO, .screen = SCREEN_GROUP });
    feed(e, (struct msg){ .kind = e->m.screen == SCREEN_GROUP ? MSG_ANOTHER : MSG_START });
    assert_int_equal(e->m.screen, SCREEN_DECK);
}

static void answer_one(struct evening *e, int card)
{
    const struct card *of = e->m.deck->cards[card];
    int lean = dice(e, 3), choice = dice(e, of->choice_count + 1);
    to_deck(e);
    feed(e, (struct msg){ .kind = MSG_OPEN_CARD, .card = card });
    feed(e,
        (struct msg){ .kind = MSG_PICK_ELEMENT,
            .element = (enum element)(lean == 0 ? dice(e, ELEMENT_COUNT) : card % ELEMENT_COUNT) });
    feed(e, (struct msg){ .kind = MSG_PICK_CHOICE,
                .choice = choice == of->choice_count ? CHOICE_OTHER : (enum choice)choice });
    feed(e, (struct msg){ .kind = MSG_CONFIRM });
    assert_int_equal(e->m.screen, SCREEN_GROUP);
    photograph(e);
    if (dice(e, 3) == 0) {
        feed(e, (struct msg){ .kind = MSG_PRINT });
        feed(e, (struct msg){ .kind = MSG_PRINT_STATE,
                    .print = { .visit = e->m.visit.number, .card = card, .state = PRINT_TAKE } });
    }
}

static void visit(struct evening *e)
{
    int cards = e->m.deck->card_count, first = dice(e, cards), most = 1 + dice(e, 3);
    for (int i = 0; i < most && i < cards; i++)
        answer_one(e, (first + i) % cards);
    feed(e, (struct msg){ .kind = MSG_TOUCHED, .now_ms = e->m.now_ms });
    for (int i = 0; i < 2; i++) /* "Ben je er nog?", and gone */
        feed(e, (struct msg){ .kind = MSG_TICK, .now_ms = e->m.now_ms + 100 * 1000 });
    assert_int_equal(e->m.screen, SCREEN_ATTRACT);
}

/* One card less, or all again. */
static const struct deck *other_cards(struct evening *e)
{
    struct deck *deck = arena_alloc(e->h->a, sizeof *deck);
    *deck = *whole_deck(e);
    if (e->m.deck->card_count == CARDS) {
        int out = dice(e, CARDS);
        memmove(&deck->cards[out], &deck->cards[out + 1],
            (size_t)(CARDS - out - 1) * sizeof deck->cards[0]);
        deck->card_count--;
    }
    return deck;
}

static void change(struct evening *e, const struct deck *deck)
{
    assert_true(store_meeting_change(e->h->store, &e->h->meeting, deck, NULL));
}

static void organiser_does(struct evening *e)
{
    struct hub *h = e->h;
    switch (dice(e, 7)) {
    case 0:
        hub_restart(h);
        break;
    case 1:
        h->meeting.state = MEETING_PAUSED;
        change(e, NULL);
        other_pictures(e);
        h->meeting.state = MEETING_RUNNING;
        change(e, NULL);
        break;
    case 2:
        h->meeting.results = h->meeting.results == RESULTS_NOW ? RESULTS_LATER : RESULTS_NOW;
        change(e, NULL);
        break;
    case 3:
        if (h->meeting.results == RESULTS_LATER)
            assert_true(store_meeting_reveal(h->store, h->meeting.id, NULL));
        break;
    case 4:
        change(e, other_cards(e));
        break;
    case 5:
        (void)snprintf(h->meeting.place, sizeof h->meeting.place, "Zaal %d", dice(e, 9));
        change(e, NULL);
        break;
    default:
        e->m.machine.practice = true; /* and somebody tries */
        other_pictures(e);
        to_deck(e);
        feed(e, (struct msg){ .kind = MSG_OPEN_CARD, .card = 0 });
        feed(e, (struct msg){ .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS });
        feed(e, (struct msg){ .kind = MSG_PICK_CHOICE, .choice = CHOICE_A });
        feed(e, (struct msg){ .kind = MSG_CONFIRM });
        photograph(e);
        e->m.machine.practice = false;
    }
    other_pictures(e);
}

/* --- the whole of it --------------------------------------------------------------------------- */

static struct evening spend(int kiosk, unsigned seed, int visitors)
{
    struct evening e = { .seed = seed, .look = look_new() };
    struct hub *h = e.h =
        hub_open_as(kiosk, "kennismaking", dice(&e, 4) == 0 ? RESULTS_LATER : RESULTS_NOW);
    e.dir = temp_make(h->a);
    e.states = arena_alloc(h->a, STATES_MOST * sizeof *e.states);
    e.given = arena_alloc(h->a, ANSWERS_MOST * sizeof *e.given);
    (void)snprintf(h->meeting.code, sizeof h->meeting.code, "hub");
    h->meeting.group_min = GROUP_MIN_LOWEST + dice(&e, 4);
    change(&e, NULL);
    know_anew(&e);
    (void)take_stick(&e);
    for (int i = 0; i < visitors; i++) {
        visit(&e);
        if (i == 0 || dice(&e, 12) == 0)
            i == 0 ? other_pictures(&e) : organiser_does(&e);
    }
    change(&e, whole_deck(&e));
    assert_true(store_meeting_close(h->store, h->meeting.id, NULL));
    other_pictures(&e);
    assert_true(e.states[e.count - 1].closed);
    return e;
}

static void end(struct evening *e)
{
    look_free(e->look);
    temp_remove(e->dir);
    hub_close(e->h);
}

static long lay_side_by_side(const struct evening *e)
{
    long pairs = 0;
    for (int i = 0; i < e->count; i++)
        for (int j = i; j < e->count; j++, pairs++)
            any_two(&e->states[i], &e->states[j], e->h->meeting.group_min);
    return pairs;
}

static void whatever_is_kept(void **state)
{
    (void)state;
    long evenings = torture_rounds(2, 60), sticks = 0, pairs = 0, photographs = 0, answers = 0,
         pools = 0;
    for (long n = 0; n < evenings; n++) {
        struct evening e = spend(0x5a, (unsigned)n + 1, VISITORS);
        pairs += lay_side_by_side(&e);
        photographs += e.photographs;
        answers += e.answers;
        pools += e.states[e.count - 1].has_pool;
        sticks += e.count;
        end(&e);
    }
    assert_true(sticks > 20 * evenings); /* one whose results wait for the plenary has few */
    print_message("# %ld answers, %ld photographs, %ld pairs of sticks, %ld pools\n", answers,
        photographs, pairs, pools);
    assert_true(pools > 0);
    torture_figure(
        "anonymity", "two sticks of an evening compared: at least a group", pairs, pairs, 0);
    torture_figure("anonymity", "photographs of such evenings, none between publications",
        photographs, photographs, 0);
}

/* --- two kiosks of one meeting, and the sticks of both made one --------------------------------- */

static struct state merged(struct evening *a, int of_a, int of_b, const char *b_archive)
{
    struct published p;
    struct merge_blame blame;
    struct err err = { .detail = "" };
    struct state s = { .archive = NULL };
    struct arena *scratch = arena_new();
    const char *to = arena_printf(scratch, "%s/merged-%d-%d.sqlite", a->dir, of_a, of_b);
    const char *const paths[] = { a->states[of_a].archive, b_archive };
    assert_true(merge_archives(paths, 2, to, &blame, &err));
    struct archive *ar = archive_open(to, &err);
    assert_non_null(ar);
    assert_true(archive_published(ar, "hub", scratch, &p, &err));
    for (int i = 0; i < p.card_count; i++)
        s.card[card_of(a, p.cards[i].card, strlen(p.cards[i].card))] = p.cards[i].tally;
    memcpy(s.pool, p.pool, sizeof s.pool);
    archive_close(ar);
    arena_free(scratch);
    return s;
}

/* Of one kiosk's two sticks, merged with the same stick of the other: the difference is the kiosk's
 * own; a table is told only when both have one. */
static void merged_differ_by_groups(
    struct evening *a, const struct evening *b, int of_a, int later, int of_b)
{
    const struct state *other = &b->states[of_b];
    struct state one = merged(a, of_a, of_b, other->archive),
                 two = merged(a, later, of_b, other->archive);
    for (int i = 0; i < CARDS; i++) {
        const struct tally *x = &one.card[i], *y = &two.card[i];
        assert_int_equal(x->total, a->states[of_a].card[i].total + other->card[i].total);
        assert_true(y->total >= x->total && is_group(y->total - x->total, a->h->meeting.group_min));
        assert_int_equal(sum(x->element, ELEMENT_COUNT), x->total);
        assert_int_equal(sum(x->choice, CHOICE_COUNT), x->total);
        bool both = (a->states[of_a].card[i].has_table || a->states[of_a].card[i].total == 0) &&
                    (other->card[i].has_table || other->card[i].total == 0) && x->total > 0;
        assert_int_equal(x->has_table, both);
    }
    uint32_t more = sum(two.pool, ELEMENT_COUNT) - sum(one.pool, ELEMENT_COUNT);
    assert_true(is_group(more, a->h->meeting.group_min));
}

static void of_two_kiosks(void **state)
{
    (void)state;
    long pairs = torture_rounds(12, 1500);
    struct evening a = spend(0x5a, 101, OF_THE_OTHER);
    struct evening b = spend(0x21, 102, OF_THE_OTHER);
    for (long n = 0; n < pairs; n++) {
        int i = dice(&a, a.count), j = dice(&a, a.count);
        merged_differ_by_groups(&a, &b, i < j ? i : j, i < j ? j : i, dice(&a, b.count));
    }
    torture_figure("anonymity", "two merged archives compared: at least a group", pairs, pairs, 0);
    end(&b);
    end(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_kept),
        cmocka_unit_test(of_two_kiosks),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
