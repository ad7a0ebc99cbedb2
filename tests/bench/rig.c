#include "rig.h"

#include "bare.h"
#include "figure.h"
#include "process.h"
#include "run.h"
#include <sys/stat.h>

enum { START_MS = 10 * 1000, STOP_MS = 5000, WIDGET_MS = 3000, PRESS_MS = 60 };

void rig_give(const struct seat *s, const char *path)
{
    struct stat st;
    int status;
    struct arena *a = arena_new();
    figure_must(stat(s->glass->folder, &st) == 0, s->glass->folder, NULL);
    const char *argv[] = { "chown", "-R",
        arena_printf(a, "%ld:%ld", (long)st.st_uid, (long)st.st_gid), path, NULL };
    (void)run_output(a, NULL, argv, &status);
    figure_must(status == 0, path, NULL);
    arena_free(a);
}

static void open_seat(struct seat *s)
{
    s->glass = glass_open(GLASS_MOUSE, BARE_WIDTH, BARE_HEIGHT);
    s->frames = frames_open(s->glass);
}

static const char *make_folder(struct rig *r, const char *name)
{
    const char *path = arena_printf(r->arena, "%s/%s", r->kiosk.glass->folder, name);
    figure_must(mkdir(path, 0700) == 0, path, NULL);
    rig_give(&r->kiosk, path);
    return path;
}

struct rig *rig_open(const char *self, const char *kiosk)
{
    struct arena *a = arena_new();
    struct rig *r = arena_alloc(a, sizeof *r);
    r->arena = a;
    open_seat(&r->kiosk);
    open_seat(&r->bare);
    r->data = make_folder(r, "data");
    r->sticks = make_folder(r, "sticks");
    const char *kiosk_argv[] = { kiosk, "--window",
        arena_printf(a, "%dx%d", BARE_WIDTH, BARE_HEIGHT), "--px-per-mm", "5.9", "--data", r->data,
        "--removable", r->sticks, "--printer",
        arena_printf(a, "pdf:%s/cards", r->kiosk.glass->folder), NULL };
    const char *bare_argv[] = { self, BARE_WINDOW, NULL };
    const char **copies = arena_alloc(a, sizeof kiosk_argv + sizeof bare_argv);
    memcpy(copies, kiosk_argv, sizeof kiosk_argv);
    memcpy(copies + COUNT_OF(kiosk_argv), bare_argv, sizeof bare_argv);
    r->kiosk.argv = copies;
    r->bare.argv = copies + COUNT_OF(kiosk_argv);
    (void)rig_start_ms(&r->kiosk);
    rig_stop(&r->kiosk);
    return r;
}

void rig_close(struct rig *r)
{
    frames_close(r->bare.frames);
    glass_close(r->bare.glass);
    frames_close(r->kiosk.frames);
    glass_close(r->kiosk.glass);
    arena_free(r->arena);
}

double rig_start_ms(struct seat *s)
{
    int64_t shown_ns = 0;
    frames_forget(s->frames);
    int64_t start_ns = samples_now_ns();
    glass_start(s->glass, s->argv);
    figure_must(frames_await(s->frames, START_MS, &shown_ns), s->argv[0], NULL);
    return (double)(shown_ns - start_ns) / 1e6;
}

void rig_stop(struct seat *s)
{
    figure_must(glass_stop(s->glass, STOP_MS, NULL) == 0, "stop a program", NULL);
}

void rig_settle(struct seat *s, int still_ms)
{
    int64_t shown_ns;
    while (frames_await(s->frames, still_ms, &shown_ns))
        ;
}

struct rig_tap rig_tap_at(struct seat *s, int x, int y, int still_ms)
{
    int64_t shown_ns = 0, cpu_ns = process_cpu_ns(s->glass->program);
    frames_forget(s->frames);
    glass_finger(s->glass, 0, GLASS_DOWN, x, y);
    (void)frames_await(s->frames, PRESS_MS, &shown_ns);
    frames_forget(s->frames);
    int64_t lifted_ns = shown_ns = samples_now_ns();
    glass_finger(s->glass, 0, GLASS_UP, x, y);
    while (frames_await(s->frames, still_ms, &shown_ns))
        ;
    return (struct rig_tap){ .shown_ms = (double)(shown_ns - lifted_ns) / 1e6,
        .cpu_ms = (double)(process_cpu_ns(s->glass->program) - cpu_ns) / 1e6 };
}

struct rig_tap rig_tap(struct seat *s, const char *id, int still_ms)
{
    figure_must(glass_wait_widget(s->glass, id, WIDGET_MS), id, NULL);
    struct rect at = glass_widget(s->glass, id)->rect;
    struct rig_tap tap = rig_tap_at(s, at.x + at.w / 2, at.y + at.h / 2, still_ms);
    figure_must(tap.shown_ms > 0, id, NULL);
    return tap;
}
