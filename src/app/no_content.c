#include "app/no_content.h"

#include "base/clock.h"
#include "ui/ui.h"
#include <stdlib.h>

static void paint_page(struct display *d, struct ui plain)
{
    struct geometry g = display_geometry(d);
    struct theme t = theme_make(g.width, g.height, g.px_per_mm, false, false);
    struct ui *ui = &plain;
    ui->theme = &t;
    ui_begin(ui, g.width, g.height);
    struct rect r = rect_inset(ui_glass(ui), t.margin * 2);
    r = rect_centre(r, r.w, t.title.line + t.text.line * 6);
    rect_cut_top(&r, ui_text(ui, NULL, r, &t.title, ALIGN_LEFT, "Goed Werk") + t.gap);
    rect_cut_top(&r, ui_text(ui, NULL, r, &t.text, ALIGN_LEFT,
                         "Er zijn nu geen dilemma’s. Roep de organisator.") +
                         t.gap);
    ui_text(ui, NULL, r, &t.soft_text, ALIGN_LEFT,
        "There are no dilemmas now. Please call the organiser.");
    ui_end(ui);
    (void)display_paint(d, ui->draw, false);
}

static int time_to_wait(const struct watchdog *w)
{
    int64_t due = watchdog_deadline_ms(w), now = clock_now_ms();
    return due == INT64_MAX ? -1 : due <= now ? 0 : (int)(due - now);
}

void no_content_run(struct display *d, struct watchdog *w)
{
    struct draw_list *draw = calloc(1, sizeof *draw);
    struct controls *controls = calloc(1, sizeof *controls);
    if (draw == NULL || controls == NULL)
        abort();
    struct ui ui = {
        .arena = arena_new(), .measure = display_measure(d), .draw = draw, .controls = controls
    };

    paint_page(d, ui);
    watchdog_ready(w);
    for (struct input in = { 0 }; in.kind != INPUT_QUIT;) {
        in = display_wait(d, time_to_wait(w));
        if (in.kind == INPUT_RESIZED || in.kind == INPUT_EXPOSED || in.kind == INPUT_SCREENS)
            paint_page(d, ui);
        watchdog_turn(w, clock_now_ms());
    }
    arena_free(ui.arena);
    free(controls);
    free(draw);
}
