#include "figures.h"

#include "figure.h"

enum { STARTS = 12 };

void figures_start(struct rig *r)
{
    struct samples kiosk = { 0 }, bare = { 0 };
    for (int i = 0; i < STARTS; i++) {
        samples_add(&bare, rig_start_ms(&r->bare));
        rig_stop(&r->bare);
        samples_add(&kiosk, rig_start_ms(&r->kiosk));
        rig_stop(&r->kiosk);
    }
    figure_print(&(struct figure){ .name = "start to first presented frame",
        .value = samples_part(&kiosk, 0.5),
        .unit = "ms",
        .yardstick = "bare SDL window, software renderer, same size",
        .yardstick_value = samples_part(&bare, 0.5),
        .note = "medians of 12, alternating; the database is there, files are in the cache" });
    samples_free(&kiosk);
    samples_free(&bare);
}
