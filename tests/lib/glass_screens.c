#include "glass_screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <X11/extensions/Xrandr.h>
#include <cmocka.h>

enum { SECOND = 1 }; /* output */

static RRMode mode_of_size(const XRRScreenResources *all, unsigned width, unsigned height)
{
    for (int i = 0; i < all->nmode; i++)
        if (all->modes[i].width == width && all->modes[i].height == height)
            return all->modes[i].id;
    fail_msg("no mode of %u x %u", width, height);
    return None;
}

static XRRScreenResources *resources(struct glass *g)
{
    XRRScreenResources *all = XRRGetScreenResources(g->x, DefaultRootWindow(g->x));
    assert_non_null(all);
    assert_true(all->noutput > SECOND && all->ncrtc > SECOND);
    return all;
}

static void set_second(struct glass *g, const XRRScreenResources *all, RRMode mode, int outputs)
{
    RROutput second = all->outputs[SECOND];
    Status status = XRRSetCrtcConfig(g->x, (XRRScreenResources *)all, all->crtcs[SECOND],
        CurrentTime, outputs > 0 ? g->width : 0, 0, mode, RR_Rotate_0, &second, outputs);
    assert_int_equal(status, RRSetConfigSuccess);
}

static void set_room(struct glass *g, int width, int height)
{
    XRRSetScreenSize(g->x, DefaultRootWindow(g->x), width, height, width / 4, height / 4);
}

void glass_plug(struct glass *g, int width, int height)
{
    XRRScreenResources *all = resources(g);
    RRMode mode = mode_of_size(all, (unsigned)width, (unsigned)height);
    set_room(g, g->width + width, height > g->height ? height : g->height);
    XRRAddOutputMode(g->x, all->outputs[SECOND], mode);
    set_second(g, all, mode, 1);
    XRRFreeScreenResources(all);
    XRRFreeScreenResources(resources(g)); /* asking makes the server look, and tell */
    XSync(g->x, False);
}

/* What a driver that senses cables tells; the dummy one has none, and says nothing. */
static void tell_unplugged(struct glass *g, const XRRScreenResources *all)
{
    Window root, parent, *children = NULL;
    unsigned int count = 0;
    int first_event = 0, first_error = 0;
    assert_true(XRRQueryExtension(g->x, &first_event, &first_error));
    assert_true(XQueryTree(g->x, DefaultRootWindow(g->x), &root, &parent, &children, &count));
    XRROutputChangeNotifyEvent change = { .type = first_event + RRNotify,
        .window = root,
        .subtype = RRNotify_OutputChange,
        .output = all->outputs[SECOND],
        .connection = RR_Disconnected };
    for (unsigned int i = 0; i < count; i++)
        (void)XSendEvent(g->x, children[i], False, 0, (XEvent *)&change);
    XFree(children);
}

void glass_unplug(struct glass *g)
{
    XRRScreenResources *all = resources(g);
    set_second(g, all, None, 0);
    set_room(g, g->width, g->height);
    tell_unplugged(g, all);
    XRRFreeScreenResources(all);
    XSync(g->x, False);
}

uint32_t glass_second_pixel(struct glass *g, int x, int y)
{
    return glass_pixel(g, g->width + x, y);
}

Window glass_second_window(struct glass *g)
{
    Window root, parent, *children = NULL, found = None;
    unsigned int count = 0;
    assert_true(XQueryTree(g->x, DefaultRootWindow(g->x), &root, &parent, &children, &count));
    for (unsigned int i = 0; i < count; i++) {
        XWindowAttributes a;
        if (XGetWindowAttributes(g->x, children[i], &a) && a.map_state == IsViewable &&
            a.x >= g->width)
            found = children[i];
    }
    XFree(children);
    return found;
}
