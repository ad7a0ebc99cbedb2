#include "display_script.h"

#include "letters.h"

/* Without these two the linker would take all of the real one. */
struct display *display_open_sdl(const struct display_options *o, struct err *err)
{
    (void)o;
    err_set(err, ERR_DISPLAY, "this program has a make-believe display");
    return NULL;
}

void display_close(struct display *d)
{
    (void)d;
}

struct geometry display_geometry(const struct display *d)
{
    bool lies = d->rotation % 180 != 0;
    return (
        struct geometry){ lies ? d->height : d->width, lies ? d->width : d->height, d->px_per_mm };
}

struct measure display_measure(struct display *d)
{
    (void)d;
    return letters_measure();
}

struct input display_wait(struct display *d, int timeout_ms)
{
    if (d->turned) {
        d->turned = false;
        return (struct input){ .kind = INPUT_EXPOSED };
    }
    return d->next(d->ctx, timeout_ms);
}

int display_paint(struct display *d, const struct draw_list *list, bool new_scene)
{
    (void)list;
    (void)new_scene;
    d->paints++;
    return 0;
}

void display_turn(struct display *d, int rotation)
{
    d->turned = d->turned || rotation != d->rotation;
    d->rotation = rotation;
}

int display_count(const struct display *d)
{
    return d->screens;
}

bool display_open_hall(struct display *d, struct geometry *g)
{
    d->hall = d->screens > 1;
    *g = (struct geometry){ 1920, 1080, 5.9 };
    return d->hall;
}

void display_paint_hall(struct display *d, const struct draw_list *list)
{
    (void)list;
    d->hall_paints++;
}

void display_close_hall(struct display *d)
{
    d->hall = false;
}

void display_wake(struct display *d)
{
    (void)d; /* whoever plays looks into the mailbox */
}
