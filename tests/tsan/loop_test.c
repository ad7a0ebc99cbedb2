/*
 * The real loop with its workers, mailbox, store, printer and stick, and 200 visitors in a hurry.
 * Once the disk takes five seconds over an answer: the glass goes on all the while.
 * Display and clock are make-believe: a finger that reads the --ui-log, and a time that jumps where
 * the loop would wait for nothing else. Meant for ThreadSanitizer (build/tsan); holds without, too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/boot.h"
#include "app/crew.h"
#include "app/loop.h"
#include "app/parcel_box.h"
#include "app/running.h"
#include "app/startup.h"
#include "base/clock.h"
#include "base/file.h"
#include "letters.h"
#include "temp.h"

#include <cmocka.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SLOW_VISIT = 17, SLOW_LOOKS = 10, SLOW_LOOK_MS = 500 };
enum { VISITS = 200, PRINT_EVERY = 4, PATIENCE_S = 60, JUMP_MS = 300, LINE_MAX_BYTES = 1 << 16 };

/* No effect without ThreadSanitizer. */
const char *__tsan_default_options(void);
const char *__tsan_default_options(void)
{
    return "suppressions=tests/tsan.supp";
}

/* --- the clock, in place of base/clock.c --- */

static atomic_llong virtual_ms = 1000 * 1000;

int64_t clock_now_ms(void)
{
    return atomic_load(&virtual_ms);
}

void clock_today(char date[11])
{
    memcpy(date, "2026-11-21", sizeof "2026-11-21");
}

/* --- the visitor --- */

struct display {
    pthread_mutex_t lock;
    pthread_cond_t woken;
    bool wake; /* guarded by lock */
    /* main thread only */
    char line[LINE_MAX_BYTES]; /* what is on the glass and takes fingers; "": nothing new */
    bool down; /* the finger is on the glass */
    int x, y;
    int visits, prints;
    const char *busy; /* what is said while a card is on its way */
    bool confirmed, looked, gave_up;
    int slow_looks; /* taken while the disk was busy, each at a glass that had changed */
    char screen[32];
};

/* --- the disk --- */

static struct {
    struct display *visitor;
    atomic_bool is_slow, is_busy;
    sem_t done;
} disk;

/* Of the store worker's answer; as long as the visitor wants. */
int fdatasync(int fd)
{
    (void)fd;
    if (atomic_exchange(&disk.is_slow, false)) {
        atomic_store(&disk.is_busy, true);
        display_wake(disk.visitor);
        while (sem_wait(&disk.done) < 0)
            ;
        atomic_store(&disk.is_busy, false);
    }
    return 0;
}

static bool shows(const struct display *d, const char *screen)
{
    return strcmp(d->screen, screen) == 0;
}

/* The middle of the control whose id begins so, if it takes fingers. */
static bool find(struct display *d, const char *id)
{
    char start[64];
    (void)snprintf(start, sizeof start, "{\"id\":\"%s", id);
    const char *at = strstr(d->line, start), *rect, *state;
    int x, y, w, h;
    if (at == NULL || (rect = strstr(at, "\"rect\":[")) == NULL ||
        sscanf(rect, "\"rect\":[%d,%d,%d,%d]", &x, &y, &w, &h) != 4 ||
        (state = strstr(rect, "\"state\":[")) == NULL ||
        strncmp(state, "\"state\":[\"disabled", strlen("\"state\":[\"disabled")) == 0)
        return false;
    d->x = x + w / 2;
    d->y = y + h / 2;
    return true;
}

static bool find_on_group(struct display *d)
{
    if (!d->looked && d->visits % PRINT_EVERY == 0 && find(d, "group.print")) {
        d->looked = true;
        d->prints++;
        return true;
    }
    if (!d->looked && d->visits % PRINT_EVERY == 1 && find(d, "group.phone")) {
        d->looked = true;
        return true;
    }
    return find(d, "group.done");
}

/* The answer is on its way to a slow disk, and the visitor plays with the contrast. */
static bool find_while_slow(struct display *d)
{
    if (!atomic_load(&disk.is_busy))
        return false;
    if (d->slow_looks == SLOW_LOOKS) {
        (void)sem_post(&disk.done);
        return false;
    }
    if (!shows(d, "choice") || !find(d, "contrast"))
        return false;
    d->slow_looks++;
    atomic_fetch_add(&virtual_ms, SLOW_LOOK_MS);
    return true;
}

/* Where to tap next; false: it waits for something to happen. */
static bool decide(struct display *d)
{
    if (shows(d, "attract"))
        return find(d, "attract.start");
    if (shows(d, "deck"))
        return find(d, "deck.card.");
    if (shows(d, "element"))
        return find(d, "element.ethics") || find(d, "story.more");
    if (shows(d, "choice")) {
        if (d->confirmed)
            return find_while_slow(d);
        d->confirmed = find(d, "choice.confirm");
        if (d->confirmed && d->visits == SLOW_VISIT && d->slow_looks == 0)
            atomic_store(&disk.is_slow, true);
        return d->confirmed || find(d, "choice.a");
    }
    if (shows(d, "group"))
        return find_on_group(d);
    if (shows(d, "take_home")) /* every other one waits for the card */
        return (d->visits % (2 * PRINT_EVERY) != 0 || strstr(d->line, d->busy) == NULL) &&
               find(d, "take_home.done");
    return shows(d, "goodbye") && find(d, "goodbye.done");
}

/* The --ui-log arrives here, a line at a time: see ui_log.c. */
static ssize_t read_log(void *ctx, const char *bytes, size_t len)
{
    struct display *d = ctx;
    char screen[32] = "";
    if (len >= sizeof d->line)
        abort();
    memcpy(d->line, bytes, len);
    d->line[len] = '\0';
    (void)sscanf(d->line, "{\"screen\":\"%31[a-z_]", screen);
    if (strcmp(screen, "attract") == 0 && d->screen[0] != '\0' && !shows(d, "attract")) {
        d->visits++;
        d->confirmed = d->looked = false;
    }
    memcpy(d->screen, screen, sizeof screen);
    return (ssize_t)len;
}

/* --- the display, in place of platform/display_sdl.c --- */

/* Not called; without these two the linker would take all of the real one. */
struct display *display_open_sdl(const struct display_options *o, struct err *err)
{
    (void)o;
    (void)err;
    return NULL;
}

void display_close(struct display *d)
{
    (void)d;
}

struct geometry display_geometry(const struct display *d)
{
    (void)d;
    return (struct geometry){ .width = 1280, .height = 800, .px_per_mm = 5.9 };
}

struct measure display_measure(struct display *d)
{
    (void)d;
    return letters_measure();
}

int display_paint(struct display *d, const struct draw_list *list, bool new_scene)
{
    (void)d;
    (void)list;
    (void)new_scene;
    return 0;
}

int display_count(const struct display *d)
{
    (void)d;
    return 1;
}

bool display_open_hall(struct display *d, struct geometry *g)
{
    (void)d;
    (void)g;
    return false;
}

void display_paint_hall(struct display *d, const struct draw_list *list)
{
    (void)d;
    (void)list;
}

void display_close_hall(struct display *d)
{
    (void)d;
}

void display_wake(struct display *d)
{
    pthread_mutex_lock(&d->lock);
    d->wake = true;
    pthread_cond_signal(&d->woken);
    pthread_mutex_unlock(&d->lock);
}

static struct input touch(struct display *d, enum touch_phase phase)
{
    atomic_fetch_add(&virtual_ms, 40);
    d->down = phase == TOUCH_DOWN;
    d->line[0] = '\0';
    return (struct input){ .kind = INPUT_TOUCH, .touch = { phase, 0, d->x, d->y, clock_now_ms() } };
}

/* Sleeps until a worker calls; no test takes so long. */
static struct input wait_for_wake(struct display *d)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    pthread_mutex_lock(&d->lock);
    while (!d->wake && !d->gave_up)
        d->gave_up = pthread_cond_timedwait(&d->woken, &d->lock, &until) != 0;
    d->wake = false;
    pthread_mutex_unlock(&d->lock);
    return (struct input){ .kind = d->gave_up ? INPUT_QUIT : INPUT_WAKE };
}

struct input display_wait(struct display *d, int timeout_ms)
{
    if (d->visits == VISITS)
        return (struct input){ .kind = INPUT_QUIT };
    if (d->down)
        return touch(d, TOUCH_UP);
    if (d->line[0] != '\0' && decide(d))
        return touch(d, TOUCH_DOWN);
    if (timeout_ms < 0 || timeout_ms > JUMP_MS)
        return wait_for_wake(d);
    atomic_fetch_add(&virtual_ms, timeout_ms);
    return (struct input){ .kind = INPUT_NONE };
}

void display_turn(struct display *d, int rotation)
{
    (void)d;
    (void)rotation;
}

/* --- the parts, as in kiosk.c --- */

static void wake(void *ctx)
{
    display_wake(ctx);
}

static void must(bool ok, const struct err *err)
{
    if (!ok)
        fail_msg("%s", err->detail);
}

static void open_parts(struct parts *p, struct arena *a, struct display *d, const char *folder)
{
    struct err err = { .detail = "" };
    const struct options options = { .content = "content" };
    const struct places places = { .content = "content", .fonts = "assets/fonts", .data = folder };
    const char *media = arena_printf(a, "%s/media", folder);
    const char *mark = arena_printf(a, "%s/stick/.goedwerk-test-stick", media);
    bool trouble;

    p->content = startup_content(a, &options, &places, false, &trouble);
    assert_non_null(p->content);
    p->mailbox = mailbox_new(wake, d);
    p->plans = parcel_box_new();
    p->handouts = parcel_box_new();
    p->display = d;
    const struct boot boot = { .dir = folder, .settings = settings_default() };
    must(parts_open_store(p, a, arena_printf(a, "%s/data", folder), &boot, NULL, &err), &err);
    assert_non_null(p->store);
    parts_open_report(p, places.fonts);
    assert_non_null(p->stick_typesetter);
    parts_open_printer(p, a, arena_printf(a, "pdf:%s/cards", folder), places.fonts);
    assert_non_null(p->printer);
    must(file_make_folder(arena_printf(a, "%s/stick", media), &err), &err);
    must(file_replace(mark, "", 0, &err), &err);
    p->stick = stick_open_folder(media, &err);
    must(p->stick != NULL, &err);
    must(stick_pair(p->stick, p->kiosk_folder, p->stick_token, &err), &err);
}

static int count_names(struct arena *a, const char *folder)
{
    int count = 0;
    for (const char *p = temp_list(a, folder); *p != '\0'; p++)
        count += *p == ' ';
    return count;
}

static void two_hundred_visits(void **state)
{
    (void)state;
    struct err err = { .detail = "" };
    struct arena *a = arena_new();
    const char *folder = temp_make(a);
    struct display *d = arena_alloc(a, sizeof *d);
    struct parts parts = { 0 };
    struct watchdog watchdog = watchdog_open();
    pthread_mutex_init(&d->lock, NULL);
    pthread_cond_init(&d->woken, NULL);
    disk.visitor = d;
    assert_int_equal(sem_init(&disk.done, 0, 0), 0);
    open_parts(&parts, a, d, folder);
    d->busy = phrase(&parts.content->languages[0], PHRASE_PRINT_BUSY);

    FILE *log = fopencookie(d, "w", (cookie_io_functions_t){ .write = read_log });
    assert_non_null(log);
    setvbuf(log, NULL, _IOFBF, LINE_MAX_BYTES);
    struct loop_plan plan = { .parts = &parts,
        .display = d,
        .watchdog = &watchdog,
        .ui_log = log,
        .model = model_new(parts.content, running_deck(parts.content, ""), 0) };
    crew_start(plan.workers, &parts);
    assert_false(loop_run(&plan));
    crew_stop(plan.workers, &parts);

    if (d->gave_up)
        fail_msg("nothing happens on %s, visit %d: %s", d->screen, d->visits, d->line);
    assert_int_equal(d->visits, VISITS);
    assert_int_equal(d->slow_looks, SLOW_LOOKS);
    struct tally published;
    struct meeting meeting;
    bool found = false;
    must(store_meeting_latest(parts.store, &meeting, &found, &err), &err);
    const struct card *card = running_deck(parts.content, meeting.deck)->cards[0];
    must(store_card_published(parts.store, meeting.id, card->key, card->version, &published, &err),
        &err);
    assert_int_equal(published.total, VISITS);
    assert_int_equal(d->prints, VISITS / PRINT_EVERY);
    assert_int_equal(count_names(a, arena_printf(a, "%s/cards", folder)), d->prints);
    const char *kiosk = arena_printf(a, "%s/media/stick/GOEDWERK/%s", folder, parts.kiosk_folder);
    assert_true(count_names(a, kiosk) > 0);

    (void)fclose(log);
    parts_close(&parts);
    pthread_cond_destroy(&d->woken);
    pthread_mutex_destroy(&d->lock);
    temp_remove(folder);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(two_hundred_visits) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
