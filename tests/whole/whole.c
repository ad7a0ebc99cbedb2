#include "whole.h"

#include "app/boot.h"
#include "app/crew.h"
#include "app/parcel_box.h"
#include "app/running.h"
#include "app/startup.h"
#include "app/worker.h"
#include "base/clock.h"
#include "base/file.h"
#include "clock_script.h"
#include "printer_script.h"
#include "run.h"
#include "screens/screen.h"
#include "temp.h"
#include <stdlib.h>
#include <string.h>

#define MARKER ".goedwerk-test-stick"
#define WITHOUT_BIAS "coalesce(sum(count - (1 << 40)), 0)"

static struct whole *playing; /* the one that runs: screens_view has no room for it */

void __real_screens_view(const struct model *m, struct ui *ui);
void __wrap_screens_view(const struct model *m, struct ui *ui);

static void must(bool ok, const char *doing, const struct err *err)
{
    if (ok)
        return;
    (void)fprintf(stderr, "%s: %s\n", doing, err->detail);
    abort();
}

/* --- what the loop has on its glass ------------------------------------------------------------ */

/* An answer that was being saved, and is in the group now. */
static void note_answers(const struct model *before, const struct model *m)
{
    if (before->visit.number != m->visit.number || before->visit.saving != SAVING_BUSY ||
        m->machine.practice || before->machine.practice)
        return;
    int card = before->visit.card;
    if (card >= 0 && !before->visit.answered[card].done && m->visit.answered[card].done)
        outside_meeting(before->machine.meeting.id)->shown++;
}

/* Who opens the set-up of a kiosk without a PIN soon after it was switched on is its organiser. */
static bool begins_set_up(const struct model *before, const struct model *m)
{
    return !before->machine.has_pin && m->screen == SCREEN_SETUP &&
           before->now_ms < m->machine.setup_until_ms;
}

static void note_organiser(const struct model *before, const struct model *m)
{
    if (m->plenary.locked) { /* a picture, which nobody can do anything to */
        if (m->screen != SCREEN_BIGSCREEN && m->screen != SCREEN_PIN)
            outside_fault("%s while the hall looks", screen_name(m->screen));
        return;
    }
    if (!screen_is_organisers(m->screen))
        return;
    if (begins_set_up(before, m))
        outside_books()->opened = m->visit.number;
    if (outside_books()->opened != m->visit.number)
        outside_fault("%s without the PIN, visit %u", screen_name(m->screen), m->visit.number);
}

void __wrap_screens_view(const struct model *m, struct ui *ui)
{
    static struct model before;
    struct whole *w = playing;
    if (w->model != NULL)
        note_answers(&before, m);
    note_organiser(&before, m);
    before = *m;
    w->model = m;
    w->controls = ui->controls;
    __real_screens_view(m, ui);
    if (ui->controls->count >= CONTROL_MAX || ui->draw->count >= DRAW_MAX)
        outside_fault("%s overflows its list", screen_name(m->screen));
}

static struct input next(void *ctx, int timeout_ms)
{
    struct whole *w = ctx;
    if (!outside_settle() || outside_books()->fault[0] != '\0' || w->stops)
        return whole_nothing(INPUT_QUIT);
    return w->next(w->ctx, timeout_ms);
}

/* --- time and hands ---------------------------------------------------------------------------- */

void whole_pass(struct whole *w, int64_t ms)
{
    clock_script_pass(ms);
    outside_time_passed();
    printer_script_time_passed(w->parts.printer);
    if (clock_now_ms() >= w->look_ms) {
        w->look_ms = clock_now_ms() + 4000;
        worker_give(w->plan.workers[WORKER_PRINTER], &(struct effect){ .kind = FX_NONE });
    }
}

int whole_letters(struct whole *w)
{
    return mailbox_count(w->parts.mailbox);
}

void whole_send(struct whole *w, const struct msg *msg)
{
    mailbox_post(w->parts.mailbox, msg);
}

static void move(const struct whole *w, const char *name, bool in)
{
    char out_of[256], to[256];
    (void)snprintf(out_of, sizeof out_of, "%s/%s", in ? w->drawer : w->media, name);
    (void)snprintf(to, sizeof to, "%s/%s", in ? w->media : w->drawer, name);
    if (rename(out_of, to) < 0)
        abort();
}

void whole_put_stick(struct whole *w, enum whole_stick stick)
{
    static const char *const names[] = { [WHOLE_PAIRED] = "paired", [WHOLE_FOREIGN] = "foreign" };
    if (stick == w->stick)
        return;
    for (enum whole_stick one = WHOLE_PAIRED; one <= WHOLE_FOREIGN; one++) {
        bool was = w->stick == one || w->stick == WHOLE_TWO_STICKS;
        bool is = stick == one || stick == WHOLE_TWO_STICKS;
        long looks = outside_stick_looks();
        if (was != is)
            move(w, names[one], is);
        if (was != is)
            outside_stick_moved(looks);
    }
    w->stick = stick;
}

struct input whole_touch(enum touch_phase phase, int finger, int x, int y)
{
    return (struct input){ .kind = INPUT_TOUCH, .touch = { phase, finger, x, y, clock_now_ms() } };
}

struct input whole_nothing(enum input_kind kind)
{
    return (struct input){ .kind = kind };
}

bool whole_find(const struct whole *w, const char *id, int *x, int *y)
{
    int at = controls_find(w->controls, id);
    if (at < 0 || w->controls->list[at].disabled)
        return false;
    *x = w->controls->list[at].rect.x + w->controls->list[at].rect.w / 2;
    *y = w->controls->list[at].rect.y + w->controls->list[at].rect.h / 2;
    return true;
}

bool whole_stays(const struct whole *w)
{
    const struct model *m = w->model;
    return (m->machine.stick == STICK_BUSY && screen_is_organisers(m->screen)) ||
           (m->screen == SCREEN_BIGSCREEN && m->plenary.locked);
}

void whole_check_stick(struct whole *w)
{
    const struct machine *k = &w->model->machine;
    if (w->stick != WHOLE_PAIRED || k->stick != STICK_DONE || k->sync_due || whole_letters(w) > 0)
        return;
    const char *root = arena_printf(w->a, "%s/paired", w->media);
    if (!outside_stick_agrees(root, k->written.id))
        outside_fault("the stick lags behind, and nothing is due");
}

/* --- on and off -------------------------------------------------------------------------------- */

static void wake(void *ctx)
{
    display_wake(ctx);
}

static void printer_waits(void *ctx, bool yes)
{
    (void)ctx;
    outside_waits(WORKER_PRINTER, yes);
}

static void make_stick(struct whole *w, const char *name)
{
    struct err err = { .detail = "" };
    const char *path = arena_printf(w->a, "%s/%s", w->drawer, name);
    must(file_make_folder(path, &err) &&
             file_replace(arena_printf(w->a, "%s/" MARKER, path), "", 0, &err),
        "a stick", &err);
}

static void set_pin(struct whole *w)
{
    struct err err = { .detail = "" };
    enum store_origin origin;
    const char *data = arena_printf(w->a, "%s/data", w->folder);
    struct store *s = store_open(data, &origin, &err);
    must(s != NULL && store_set_pin(s, w->pin, PIN_DIGITS, &err), "a first PIN", &err);
    store_close(s);
}

void whole_open(struct whole *w)
{
    struct err err = { .detail = "" };
    w->a = arena_new();
    w->folder = temp_make(w->a);
    w->media = arena_printf(w->a, "%s/media", w->folder);
    w->drawer = arena_printf(w->a, "%s/drawer", w->folder);
    w->stick = WHOLE_NO_STICK;
    w->display = (struct display){
        .next = next, .ctx = w, .width = 1280, .height = 800, .px_per_mm = 5.9, .screens = 1
    };
    must(file_make_folder(w->media, &err) && file_make_folder(w->drawer, &err), "folders", &err);
    make_stick(w, "paired");
    make_stick(w, "foreign");
    outside_forget();
    if (w->pin != NULL)
        set_pin(w);
}

void whole_close(struct whole *w)
{
    temp_remove(w->folder);
    arena_free(w->a);
}

static void switch_on(struct whole *w, struct arena *a)
{
    struct err err = { .detail = "" };
    const struct options options = { .removable = w->media };
    const char *data = arena_printf(a, "%s/data", w->folder);
    const struct places places = { .content = "content", .fonts = "assets/fonts", .data = data };
    const struct boot boot = { .dir = w->folder, .settings = settings_default() };
    struct parts *p = &w->parts;
    bool trouble;

    *p = (struct parts){ .display = &w->display, .shipped = places.content };
    p->content = startup_content(a, &options, &places, false, &trouble);
    must(p->content != NULL, "content", &err);
    p->mailbox = mailbox_new(wake, &w->display);
    p->plans = parcel_box_new();
    p->handouts = parcel_box_new();
    must(parts_open_store(p, a, data, &boot, NULL, &err) && p->store != NULL, "store", &err);
    parts_open_report(p, places.fonts);
    p->typesetter = typesetter_open(places.fonts, &err);
    p->printer =
        printer_script_open(arena_printf(a, "%s/cards", w->folder), printer_waits, NULL, &err);
    must(p->typesetter != NULL && p->printer != NULL, "printer", &err);
    parts_open_stick(p, w->media);
    if (w->pairs && w->stick == WHOLE_NO_STICK) {
        move(w, "paired", true);
        must(stick_pair(p->stick, p->kiosk_folder, p->stick_token, &err), "pair", &err);
        move(w, "paired", false);
    }
    w->watchdog = (struct watchdog){ .period_ms = w->watchdog_ms };
    w->plan = (struct loop_plan){ .parts = p,
        .display = &w->display,
        .watchdog = &w->watchdog,
        .model = model_new(p->content, running_deck(p->content, ""), p->language) };
    w->plan.model.machine.setup_until_ms = startup_setup_until_ms(clock_now_ms());
}

static long files_in(const char *folder)
{
    struct arena *a = arena_new();
    long count = 0;
    for (const char *p = temp_list(a, folder); *p != '\0'; p++)
        count += *p == ' ';
    arena_free(a);
    return count;
}

static void hex(const uint8_t id[MEETING_ID_BYTES], char text[2 * MEETING_ID_BYTES + 1])
{
    for (int i = 0; i < MEETING_ID_BYTES; i++)
        (void)snprintf(text + 2 * i, 3, "%02x", id[i]);
}

/* What the database says of a meeting: what was counted and not wiped, what is published, and what
 * closing left out. */
static void compare_meeting(const struct outside_meeting *m, const char *rows)
{
    char id[2 * MEETING_ID_BYTES + 1], state[16] = "";
    long counted = 0, published = 0, left_out = 0;
    hex(m->id, id);
    const char *row = strstr(rows, id);
    if (row == NULL) {
        if (!m->gone && m->counted > 0)
            outside_fault("meeting %s is gone, with %ld answers", id, m->counted);
        return;
    }
    if (sscanf(row + strlen(id), "|%15[a-z]|%ld|%ld|%ld", state, &counted, &published, &left_out) !=
        4)
        outside_fault("unreadable: %.80s", row);
    long stored = strcmp(state, "closed") == 0 ? published + left_out : counted;
    if (stored != m->counted)
        outside_fault(
            "%s, %s: %ld answers acknowledged, %ld stored", id, state, m->counted, stored);
    if (m->shown > m->counted)
        outside_fault("%s: %ld visitors were told saved, %ld are", id, m->shown, m->counted);
}

static void compare(struct whole *w, long sheets)
{
    static const char sql[] =
        "PRAGMA integrity_check; SELECT lower(hex(m.id)), state,"
        " (SELECT " WITHOUT_BIAS " FROM tally t WHERE t.meeting = m.id),"
        " (SELECT " WITHOUT_BIAS " FROM published p WHERE p.meeting = m.id AND choice = '' AND"
        " element <> ''), left_out FROM meeting m";
    struct arena *a = arena_new();
    const struct outside_books *b = outside_books();
    int status = -1;
    const char *file = arena_printf(a, "%s/data/goedwerk.sqlite", w->folder);
    const char *const argv[] = { "sqlite3", file, sql, NULL };
    const char *rows = run_output(a, NULL, argv, &status);
    if (status != 0 || strncmp(rows, "ok\n", 3) != 0)
        outside_fault("the database is not whole: %.80s", rows);
    for (int i = 0; i < b->meeting_count; i++)
        compare_meeting(&b->meetings[i], rows);
    if (b->cards_out > b->cards_asked)
        outside_fault("%ld cards came out, %ld were asked for", b->cards_out, b->cards_asked);
    long lying = files_in(arena_printf(a, "%s/cards", w->folder));
    if (lying != sheets)
        outside_fault("%ld sheets lie there, %ld were printed", lying, sheets);
    arena_free(a);
}

static void remove_sheets(const struct whole *w)
{
    struct arena *a = arena_new();
    const char *folder = arena_printf(a, "%s/cards", w->folder);
    temp_remove(folder);
    arena_free(a);
}

void whole_run(struct whole *w)
{
    struct arena *a = arena_new();
    switch_on(w, a);
    w->stops = false;
    w->model = NULL;
    w->look_ms = clock_now_ms();
    playing = w;
    outside_open(&w->parts, w->media);
    crew_start(w->plan.workers, &w->parts);
    outside_await_first_looks();
    (void)loop_run(&w->plan);
    w->model = NULL;
    w->controls = NULL;
    outside_let_go();
    crew_stop(w->plan.workers, &w->parts);
    long sheets = printer_script_sheets(w->parts.printer);
    parts_close(&w->parts);
    outside_close();
    compare(w, sheets);
    remove_sheets(w);
    arena_free(a);
}
