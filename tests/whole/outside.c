#include "outside.h"

#include "app/worker.h"
#include "base/clock.h"
#include "base/file.h"
#include "documents/results_csv.h"
#include <dirent.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATIENCE_S = 600, PLANS = 4, CSV_MAX = 1 << 20, ASKED_MAX = 64 };

void __real_worker_give(struct worker *w, const struct effect *e);
void __wrap_worker_give(struct worker *w, const struct effect *e);
void __real_effects_run(struct parts *p, const struct effect *e);
void __wrap_effects_run(struct parts *p, const struct effect *e);
void __real_mailbox_post(struct mailbox *box, const struct msg *msg);
void __wrap_mailbox_post(struct mailbox *box, const struct msg *msg);
void __real_watch_printer(struct parts *p);
void __wrap_watch_printer(struct parts *p);
void __real_watch_stick(struct parts *p);
void __wrap_watch_stick(struct parts *p);

struct plan {
    uint8_t id[MEETING_ID_BYTES];
    char *csv; /* NULL: none */
    size_t len;
};

static struct outside {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* guarded by lock */
    struct parts *parts;
    const char *media;
    bool open;
    int given[WORKER_COUNT]; /* and not done yet */
    bool waits[WORKER_COUNT]; /* for a hand */
    bool held[WORKER_COUNT];
    int64_t held_until_ms[WORKER_COUNT];
    bool free_for_good;
    long printer_looks, stick_looks;
    long looks_due; /* so many of the stick, as one was put in or out, or was worked with */
    struct letters {
        struct msg *list;
        int count, room;
    } letters[WORKER_COUNT]; /* that workers wrote in this turn: the loop has them in the next */
    struct effect at[WORKER_COUNT]; /* what it is busy with */
    bool wrote; /* the stick worker just said that all is on the stick */
    struct plan plans[PLANS]; /* of the latest bundles, in turn */
    int next_plan;
    struct {
        uint32_t visit;
        int card;
    } asked[ASKED_MAX]; /* cards to print, the latest */
    int next_asked;
    struct outside_books books;
} o = { .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };

static _Thread_local enum worker_id here; /* WORKER_MAIN: the main thread */

/* --- faults and books -------------------------------------------------------------------------- */

static void fault(const char *fmt, va_list args) __attribute__((format(printf, 1, 0)));
static void fault(const char *fmt, va_list args)
{
    if (o.books.fault[0] == '\0')
        (void)vsnprintf(o.books.fault, sizeof o.books.fault, fmt, args);
}

void outside_fault(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    pthread_mutex_lock(&o.lock);
    fault(fmt, args);
    pthread_mutex_unlock(&o.lock);
    va_end(args);
}

static void locked_fault(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void locked_fault(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fault(fmt, args);
    va_end(args);
}

struct outside_books *outside_books(void)
{
    return &o.books;
}

struct outside_meeting *outside_meeting(const uint8_t id[MEETING_ID_BYTES])
{
    struct outside_books *b = &o.books;
    for (int i = 0; i < b->meeting_count; i++)
        if (memcmp(b->meetings[i].id, id, MEETING_ID_BYTES) == 0)
            return &b->meetings[i];
    if (b->meeting_count == OUTSIDE_MEETINGS) {
        locked_fault("more meetings than this test has room for");
        return &b->meetings[0];
    }
    struct outside_meeting *m = &b->meetings[b->meeting_count++];
    *m = (struct outside_meeting){ 0 };
    memcpy(m->id, id, MEETING_ID_BYTES);
    return m;
}

/* --- a bundle, and what came onto the stick ---------------------------------------------------- */

/* What the store publishes of a meeting, as a table; NULL: there is no such meeting. */
static char *published_csv(struct parts *p, const uint8_t id[MEETING_ID_BYTES], size_t *len)
{
    struct arena *a = arena_new();
    struct published *published = arena_alloc(a, sizeof *published);
    struct err err;
    char *copy = NULL;
    if (p->store != NULL && store_published(p->store, id, a, published, &err)) {
        struct document csv = results_csv(a, published);
        *len = csv.len;
        copy = malloc(csv.len + 1);
        if (copy == NULL)
            abort();
        memcpy(copy, csv.bytes, csv.len);
    }
    arena_free(a);
    return copy;
}

static void note_plan(struct parts *p, const uint8_t id[MEETING_ID_BYTES])
{
    size_t len = 0;
    char *csv = published_csv(p, id, &len);
    pthread_mutex_lock(&o.lock);
    struct plan *plan = &o.plans[o.next_plan];
    o.next_plan = (o.next_plan + 1) % PLANS;
    free(plan->csv);
    *plan = (struct plan){ .csv = csv, .len = len };
    memcpy(plan->id, id, sizeof plan->id);
    pthread_mutex_unlock(&o.lock);
}

/* The one name in a folder that ends so; NULL: there is none. */
static const char *name_in(struct arena *a, const char *folder, const char *end)
{
    const char *found = NULL;
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir != NULL && found == NULL && (e = readdir(dir)) != NULL;) {
        size_t len = strlen(e->d_name), tail = strlen(end);
        if (e->d_name[0] != '.' && len >= tail && strcmp(e->d_name + len - tail, end) == 0)
            found = arena_printf(a, "%s/%s", folder, e->d_name);
    }
    if (dir != NULL)
        closedir(dir);
    return found;
}

static const char *stick_csv(
    struct arena *a, const char *root, const char *kiosk, const uint8_t *id, size_t *len)
{
    const char *end = arena_printf(a, "-%02x%02x", id[0], id[1]);
    const char *folder = name_in(a, arena_printf(a, "%s/GOEDWERK/%s", root, kiosk), end);
    return folder == NULL
               ? NULL
               : file_read(a, arena_printf(a, "%s/resultaten.csv", folder), CSV_MAX, len, NULL);
}

/* What is on the stick is one of the latest bundles, as the store published it. */
static void check_stick(struct parts *p)
{
    struct arena *a = arena_new();
    const char *root = name_in(a, o.media, "");
    bool agrees = root == NULL; /* it was taken out in this very moment */
    pthread_mutex_lock(&o.lock);
    for (int i = 0; i < PLANS && !agrees; i++) {
        size_t len = 0;
        const struct plan *plan = &o.plans[i];
        const char *csv =
            plan->csv == NULL ? NULL : stick_csv(a, root, p->kiosk_folder, plan->id, &len);
        agrees = csv != NULL && len == plan->len && memcmp(csv, plan->csv, len) == 0;
    }
    if (!agrees)
        locked_fault("what was written on the stick is not what is published");
    pthread_mutex_unlock(&o.lock);
    arena_free(a);
}

bool outside_stick_agrees(const char *root, const uint8_t id[MEETING_ID_BYTES])
{
    size_t len = 0, written_len = 0;
    struct arena *a = arena_new();
    pthread_mutex_lock(&o.lock); /* what the store worker did is seen from here on */
    struct parts *p = o.parts;
    pthread_mutex_unlock(&o.lock);
    char *csv = published_csv(p, id, &len);
    const char *written = stick_csv(a, root, p->kiosk_folder, id, &written_len);
    bool agrees =
        csv == NULL || (written != NULL && written_len == len && memcmp(written, csv, len) == 0);
    free(csv);
    arena_free(a);
    return agrees;
}

/* --- what the loop asks ------------------------------------------------------------------------ */

static void note_card(const struct effect *e)
{
    o.books.cards_asked++;
    for (int i = 0; i < ASKED_MAX; i++)
        if (o.asked[i].visit == e->visit && o.asked[i].card == e->answer.card)
            locked_fault("visit %u asks to print card %d twice", e->visit, e->answer.card);
    o.asked[o.next_asked].visit = e->visit;
    o.asked[o.next_asked].card = e->answer.card;
    o.next_asked = (o.next_asked + 1) % ASKED_MAX;
}

static enum worker_id worker_of(const struct effect *e)
{
    return e->kind == FX_NONE ? WORKER_PRINTER : effects_worker(e->kind);
}

void __wrap_worker_give(struct worker *w, const struct effect *e)
{
    pthread_mutex_lock(&o.lock);
    o.given[worker_of(e)]++;
    if (e->kind == FX_PRINT_CARD)
        note_card(e);
    o.books.pins_tried += e->kind == FX_CHECK_PIN;
    pthread_mutex_unlock(&o.lock);
    __real_worker_give(w, e);
}

/* lock is held */
static void wait_while_held(enum worker_id on)
{
    while (!o.free_for_good && clock_now_ms() < o.held_until_ms[on]) {
        o.held[on] = true;
        pthread_cond_broadcast(&o.changed);
        pthread_cond_wait(&o.changed, &o.lock);
    }
    o.held[on] = false;
}

static void begins(enum worker_id on, struct parts *p, const struct effect *e)
{
    if (e->kind == FX_EXPORT)
        note_plan(p, e->id);
    pthread_mutex_lock(&o.lock);
    o.at[on] = *e;
    o.wrote = o.wrote && on != WORKER_STICK;
    pthread_mutex_unlock(&o.lock);
}

static void ends(enum worker_id on, struct parts *p, const struct effect *e)
{
    pthread_mutex_lock(&o.lock);
    bool wrote = on == WORKER_STICK && e->kind == FX_WRITE_STICK && o.wrote;
    pthread_mutex_unlock(&o.lock);
    if (wrote)
        check_stick(p);
    pthread_mutex_lock(&o.lock);
    if (e->kind == FX_DELETE_MEETING || e->kind == FX_DROP_TRIAL) {
        outside_meeting(e->kind == FX_DROP_TRIAL ? e->meeting.id : e->id)->gone = true;
        o.books.meetings_gone++;
    }
    explicit_bzero(&o.at[on], sizeof o.at[on]);
    o.given[on]--;
    if (on == WORKER_STICK)
        o.looks_due = o.stick_looks + 1;
    pthread_cond_broadcast(&o.changed);
    pthread_mutex_unlock(&o.lock);
}

void __wrap_effects_run(struct parts *p, const struct effect *e)
{
    enum worker_id on = worker_of(e);
    if (on == WORKER_MAIN) {
        __real_effects_run(p, e);
        return;
    }
    here = on;
    pthread_mutex_lock(&o.lock);
    wait_while_held(on);
    pthread_mutex_unlock(&o.lock);
    begins(on, p, e);
    if (e->kind == FX_NONE)
        __real_watch_printer(p);
    else
        __real_effects_run(p, e);
    ends(on, p, e);
}

/* --- what the workers answer ------------------------------------------------------------------- */

/* lock is held */
static void note_letter(const struct msg *msg)
{
    struct outside_books *b = &o.books;
    switch (msg->kind) {
    case MSG_ANSWER_COUNTED:
        b->counted++;
        outside_meeting(o.at[WORKER_STORE].meeting.id)->counted++;
        break;
    case MSG_PRINT_STATE:
        b->cards_out += msg->print.state == PRINT_TAKE;
        break;
    case MSG_HANDOUT:
        b->handouts += msg->handout.state == PRINT_TAKE;
        break;
    case MSG_STICK:
        o.wrote = o.wrote || msg->stick.condition == STICK_DONE;
        b->syncs += msg->stick.condition == STICK_DONE;
        b->syncs_failed +=
            msg->stick.condition == STICK_TROUBLE && o.at[WORKER_STICK].kind == FX_WRITE_STICK;
        break;
    case MSG_PIN_CHECKED:
        b->pins_right += msg->pin.right;
        if (msg->pin.right)
            b->opened = msg->pin.visit;
        break;
    case MSG_PIN_SET:
        b->pins_set += msg->number == 1;
        if (msg->number == 1)
            b->opened = o.at[WORKER_STORE].visit;
        break;
    case MSG_MEETING:
        b->meetings_begun += o.at[WORKER_STORE].kind == FX_BEGIN_MEETING;
        break;
    default:
        break;
    }
}

/* lock is held */
static void keep(struct letters *l, const struct msg *msg)
{
    if (l->count == l->room) {
        l->room = 2 * l->room + 8;
        l->list = realloc(l->list, (size_t)l->room * sizeof *l->list);
        if (l->list == NULL)
            abort();
    }
    l->list[l->count++] = *msg;
}

/* Whether a worker is done within this turn is chance, and who of them is first: their letters come
 * between two turns, those of one worker after those of another. */
void __wrap_mailbox_post(struct mailbox *box, const struct msg *msg)
{
    pthread_mutex_lock(&o.lock);
    note_letter(msg);
    if (here != WORKER_MAIN)
        keep(&o.letters[here], msg);
    pthread_mutex_unlock(&o.lock);
    if (here == WORKER_MAIN)
        __real_mailbox_post(box, msg);
}

/* lock is held, and all workers are still */
static void deliver(void)
{
    for (int on = 0; on < WORKER_COUNT; on++) {
        struct letters *l = &o.letters[on];
        for (int i = 0; i < l->count; i++)
            __real_mailbox_post(o.parts->mailbox, &l->list[i]);
        l->count = 0;
    }
}

/* The first look is real; those that the worker's own real time brings are not, or no run could be
 * repeated: an FX_NONE brings them. */
void __wrap_watch_printer(struct parts *p)
{
    here = WORKER_PRINTER;
    pthread_mutex_lock(&o.lock);
    bool first = o.printer_looks++ == 0;
    pthread_mutex_unlock(&o.lock);
    if (first)
        __real_watch_printer(p);
    pthread_mutex_lock(&o.lock);
    pthread_cond_broadcast(&o.changed);
    pthread_mutex_unlock(&o.lock);
}

void __wrap_watch_stick(struct parts *p)
{
    here = WORKER_STICK;
    __real_watch_stick(p);
    pthread_mutex_lock(&o.lock);
    o.stick_looks++;
    pthread_cond_broadcast(&o.changed);
    pthread_mutex_unlock(&o.lock);
}

long outside_stick_looks(void)
{
    pthread_mutex_lock(&o.lock);
    long looks = o.stick_looks;
    pthread_mutex_unlock(&o.lock);
    return looks;
}

/* --- in step with the clock -------------------------------------------------------------------- */

static struct timespec in_seconds(int seconds)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += seconds;
    return until;
}

static bool is_still(enum worker_id on)
{
    if (o.waits[on] || o.held[on])
        return true;
    return o.given[on] == 0 && (on != WORKER_STICK || o.stick_looks >= o.looks_due);
}

bool outside_settle(void)
{
    const struct timespec until = in_seconds(PATIENCE_S);
    bool late = false;
    pthread_mutex_lock(&o.lock);
    for (int on = 0; on < WORKER_COUNT && !late; on++)
        while (on != WORKER_MAIN && !is_still((enum worker_id)on) && !late)
            late = pthread_cond_timedwait(&o.changed, &o.lock, &until) != 0;
    if (late)
        locked_fault("a worker does not come back");
    else
        deliver();
    pthread_mutex_unlock(&o.lock);
    return !late;
}

void outside_hold(enum worker_id worker, int64_t until_ms)
{
    pthread_mutex_lock(&o.lock);
    o.held_until_ms[worker] = until_ms;
    if (until_ms <= clock_now_ms())
        o.held[worker] = false; /* it is about to go on, which is to be waited for */
    pthread_mutex_unlock(&o.lock);
    outside_time_passed();
}

void outside_waits(enum worker_id worker, bool yes)
{
    pthread_mutex_lock(&o.lock);
    o.waits[worker] = yes;
    pthread_cond_broadcast(&o.changed);
    pthread_mutex_unlock(&o.lock);
}

void outside_time_passed(void)
{
    pthread_mutex_lock(&o.lock);
    for (int on = 0; on < WORKER_COUNT; on++)
        if (o.held_until_ms[on] != 0 &&
            (o.free_for_good || clock_now_ms() >= o.held_until_ms[on])) {
            o.held_until_ms[on] = 0;
            o.held[on] = false; /* it is about to go on */
        }
    pthread_cond_broadcast(&o.changed);
    pthread_mutex_unlock(&o.lock);
}

void outside_let_go(void)
{
    pthread_mutex_lock(&o.lock);
    o.free_for_good = true;
    pthread_mutex_unlock(&o.lock);
    outside_time_passed();
}

void outside_await_first_looks(void)
{
    const struct timespec until = in_seconds(PATIENCE_S);
    bool late = false;
    pthread_mutex_lock(&o.lock);
    while ((o.stick_looks == 0 || o.printer_looks == 0) && !late)
        late = pthread_cond_timedwait(&o.changed, &o.lock, &until) != 0;
    pthread_mutex_unlock(&o.lock);
}

void outside_stick_moved(long looks_before)
{
    const struct timespec until = in_seconds(PATIENCE_S);
    bool late = false;
    pthread_mutex_lock(&o.lock);
    if (o.looks_due <= looks_before)
        o.looks_due = looks_before + 1;
    while (o.stick_looks == looks_before && o.given[WORKER_STICK] == 0 && !late)
        late = pthread_cond_timedwait(&o.changed, &o.lock, &until) != 0;
    pthread_mutex_unlock(&o.lock);
}

void outside_open(struct parts *parts, const char *media)
{
    pthread_mutex_lock(&o.lock);
    o.parts = parts;
    o.media = media;
    o.free_for_good = false;
    o.printer_looks = o.stick_looks = o.looks_due = 0;
    o.wrote = false;
    o.next_asked = 0;
    memset(o.asked, 0, sizeof o.asked);
    memset(o.given, 0, sizeof o.given);
    memset(o.waits, 0, sizeof o.waits);
    memset(o.held, 0, sizeof o.held);
    memset(o.held_until_ms, 0, sizeof o.held_until_ms);
    o.books.opened = 0; /* visits begin to count anew */
    pthread_mutex_unlock(&o.lock);
}

void outside_close(void)
{
    pthread_mutex_lock(&o.lock);
    for (int i = 0; i < PLANS; i++) {
        free(o.plans[i].csv);
        o.plans[i] = (struct plan){ 0 };
    }
    for (int on = 0; on < WORKER_COUNT; on++) {
        free(o.letters[on].list);
        o.letters[on] = (struct letters){ 0 };
    }
    o.parts = NULL;
    pthread_mutex_unlock(&o.lock);
}

void outside_forget(void)
{
    pthread_mutex_lock(&o.lock);
    o.books = (struct outside_books){ 0 };
    pthread_mutex_unlock(&o.lock);
}
