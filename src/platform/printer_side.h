/*
 * What each side of printer.h provides. A side's own struct begins with struct printer, so that
 * printer.c can find the way back to it. The calls are printer.h's, word for word.
 */
#ifndef PLATFORM_PRINTER_SIDE_H
#define PLATFORM_PRINTER_SIDE_H

#include "platform/printer.h"

#include <stdatomic.h>

struct printer_side {
    void (*close)(struct printer *p); /* never NULL */
    enum printer_condition (*look)(struct printer *p);
    bool (*list)(
        struct printer *p, struct printer_found *list, int max, int *count, struct err *err);
    bool (*set_up)(struct printer *p, const char *name, struct err *err);
    bool (*use)(struct printer *p, const char *name, struct err *err);
    bool (*info)(struct printer *p, struct printer_info *out, struct err *err);
    bool (*resume)(struct printer *p, struct err *err);
    bool (*paper)(struct printer *p, int kind, struct paper *paper, struct err *err);
    bool (*print)(struct printer *p, const void *pdf, size_t len, int sheets,
        const struct paper *paper, printer_progress *progress, void *ctx, struct err *err);
    void (*cancel)(struct printer *p); /* any thread */
};

struct printer {
    const struct printer_side *side;
    atomic_bool ended; /* set before its cancel; looked at once an earlier cancel is forgotten */
};

#endif
