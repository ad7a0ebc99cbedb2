#include "frames.h"

#include "figure.h"
#include "samples.h"
#include <X11/Xlibint.h>
/* the protocol's headers need Xlib's */
#include <X11/extensions/XTest.h>
#include <X11/extensions/record.h>
#include <X11/extensions/shmproto.h>
#include <poll.h>

struct frames {
    struct glass *glass;
    Display *answers; /* RECORD speaks on a connection of its own */
    XRecordContext context;
    int shm; /* opcode of the extension that puts pictures from shared memory */
    int count; /* not yet awaited */
};

static bool is_whole(const struct frames *f, const XRecordInterceptData *d)
{
    const unsigned char *request = d->data;
    if (d->category != XRecordFromClient)
        return false;
    if (request[0] == f->shm) {
        xShmPutImageReq put;
        memcpy(&put, request, sizeof put);
        return put.srcWidth == f->glass->width && put.srcHeight == f->glass->height;
    }
    xPutImageReq put; /* large ones come in strips, the first of which is at the top */
    memcpy(&put, request, sizeof put);
    return put.width == f->glass->width;
}

static void take(XPointer closure, XRecordInterceptData *d)
{
    struct frames *f = (struct frames *)(void *)closure;
    if (is_whole(f, d))
        f->count++;
    XRecordFreeData(d);
}

struct frames *frames_open(struct glass *g)
{
    struct frames *f = calloc(1, sizeof *f);
    int event, error;
    if (f == NULL)
        abort();
    f->glass = g;
    f->answers = XOpenDisplay(g->display);
    figure_must(f->answers != NULL, "connect to the X server", NULL);
    if (!XQueryExtension(g->x, "MIT-SHM", &f->shm, &event, &error))
        f->shm = -1;
    XRecordRange *range = XRecordAllocRange();
    if (range == NULL)
        abort();
    range->core_requests.first = range->core_requests.last = X_PutImage;
    if (f->shm >= 0) {
        range->ext_requests.ext_major.first = range->ext_requests.ext_major.last =
            (unsigned char)f->shm;
        range->ext_requests.ext_minor.first = range->ext_requests.ext_minor.last = X_ShmPutImage;
    }
    XRecordClientSpec all = XRecordAllClients;
    f->context = XRecordCreateContext(g->x, 0, &all, 1, &range, 1);
    XFree(range);
    XSync(g->x, False);
    figure_must(
        f->context != 0 && XRecordEnableContextAsync(f->answers, f->context, take, (XPointer)f),
        "record what programs present", NULL);
    XFlush(f->answers);
    return f;
}

void frames_close(struct frames *f)
{
    XRecordDisableContext(f->glass->x, f->context);
    XSync(f->glass->x, False);
    XCloseDisplay(f->answers);
    free(f);
}

void frames_forget(struct frames *f)
{
    XSync(f->glass->x, False);
    XRecordProcessReplies(f->answers);
    f->count = 0;
}

bool frames_await(struct frames *f, int timeout_ms, int64_t *at_ns)
{
    int64_t until_ns = samples_now_ns() + (int64_t)timeout_ms * 1000000;
    struct pollfd more = { .fd = ConnectionNumber(f->answers), .events = POLLIN };
    XRecordProcessReplies(f->answers);
    while (f->count == 0) {
        int64_t left_ms = (until_ns - samples_now_ns() + 999999) / 1000000;
        if (left_ms <= 0 || poll(&more, 1, (int)left_ms) <= 0)
            return false;
        XRecordProcessReplies(f->answers);
    }
    f->count--;
    XSync(f->glass->x, False); /* it was recorded just before it was done */
    *at_ns = samples_now_ns();
    return true;
}
